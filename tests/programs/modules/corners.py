import contextvars, asyncio, time, random, sched, weakref, statistics, string, textwrap, copy, operator, types, timeit, gc
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
v = contextvars.ContextVar("v", default=1)
u = contextvars.ContextVar("u")
print(v.name, v.get(), u.get(5)); attempt(u.get) if False else None
try: u.get()
except LookupError as e: print("LookupError", str(e).split(" at ")[0])
t = v.set(2)
print(t.var is v, t.old_value is contextvars.Token.MISSING, v.get())
v.reset(t)
ctx = contextvars.copy_context()
print(ctx.run(lambda: (v.set(9), v.get())[1]), v.get(), ctx[v], v in ctx, len(ctx), list(ctx) == [v], ctx.get(u), ctx.get(u, 3))
try: ctx.run(ctx.run, print)
except RuntimeError as e: print(str(e)[:20])
attempt(lambda: contextvars.ContextVar(5))
print(sorted(k.name for k in ctx.keys()), [val for k, val in ctx.items()])
s = sched.scheduler(time.monotonic, time.sleep)
e1 = s.enter(0.02, 1, print, ("b",)); e2 = s.enter(0.01, 1, print, ("a",)); e3 = s.enterabs(time.monotonic() + 0.03, 2, print, kwargs={"sep": "-"})
s.cancel(e3); attempt(lambda: s.cancel(e3))
print(len(s.queue), s.queue[0] is e2, s.empty(), e1.priority, e1.argument); s.run(); print(s.empty(), s.run(blocking=False))
class C:
    def m(self): return 1
o = C(); r = weakref.ref(o, lambda r: print("dead"))
print(r() is o, weakref.ref(o) == r); wm = weakref.WeakMethod(o.m); print(wm()()); p = weakref.proxy(o); print(p.m())
d = weakref.WeakValueDictionary(a=o); k = weakref.WeakKeyDictionary({o: 1}); ws = weakref.WeakSet([o])
print(len(d), len(k), len(ws), o in ws, d["a"] is o)
f = weakref.finalize(o, print, "final", 1); print(f.alive)
del o; gc.collect()
print(r(), len(d), len(k), len(ws), f.alive, wm()); attempt(lambda: p.m())
attempt(lambda: weakref.ref(5))
data = [1, 2, 2, 3, 4, 7, 9]
for fn in ("mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "pstdev", "pvariance", "stdev", "variance", "harmonic_mean", "geometric_mean"):
    print(fn, getattr(statistics, fn)(data))
print(statistics.quantiles(data, n=4), statistics.quantiles(data, n=4, method="inclusive"), statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.covariance([1, 2, 3], [1, 2, 4]))
for bad in (lambda: statistics.mean([]), lambda: statistics.stdev([1]), lambda: statistics.mode([]), lambda: statistics.median([]), lambda: statistics.quantiles([1]), lambda: statistics.fmean([1], weights=[0]), lambda: statistics.harmonic_mean([-1])): attempt(bad)
print(statistics.fmean([1, 2], weights=[1, 3]), statistics.mean([True, 2.5]))
T = string.Template("$a ${b} $$"); print(T.substitute(a=1, b=2), T.safe_substitute(a=1)); attempt(lambda: T.substitute(a=1)); attempt(lambda: string.Template("$").substitute())
print(string.capwords("a  b-c d"), string.ascii_letters, string.punctuation, repr(string.whitespace), T.is_valid(), T.get_identifiers())
text = "The quick brown fox jumps over the lazy dog. " * 2
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  ")); print(textwrap.shorten(text, 30), textwrap.shorten(text, 30, placeholder="…"))
print(textwrap.dedent("  a\n    b\n\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.indent("a\n\nb", "> ", lambda l: True)); print(textwrap.wrap("averyverylongword and-hyphen words", 8, break_long_words=False), textwrap.wrap("a\tb  c", 5, expand_tabs=False)); attempt(lambda: textwrap.wrap("a", 0))
class D:
    def __init__(self): self.x = [1]
    def __copy__(self): print("copy"); return 5
    def __deepcopy__(self, memo): print("deep", type(memo).__name__); return 6
print(copy.copy(D()), copy.deepcopy([D(), (1, [2])])); a = [1]; a.append(a); b = copy.deepcopy(a); print(b[1] is b, copy.copy({1: a}) == {1: a})
attempt(lambda: copy.deepcopy(x for x in [])); 
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("split", "a")("bac"), operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2), operator.concat([1], [2]), operator.countOf([1, 1], 1), operator.indexOf([1, 2], 2), operator.index(True), operator.truth([]), operator.not_(1), operator.is_(1, 1))
ns = types.SimpleNamespace(a=1, b="x"); print(ns, ns == types.SimpleNamespace(a=1, b="x"), vars(ns)); ns.c = 3; del ns.a; print(ns)
print(types.MappingProxyType({1: 2}), isinstance(len, types.BuiltinFunctionType), isinstance(lambda: 1, types.LambdaType), types.new_class("N", (int,), {}, lambda ns: ns.update(q=1)).q, types.FunctionType.__name__, types.MethodType(lambda self: self, 4)())
print(len(timeit.repeat(lambda: None, number=1, repeat=2)))
random.seed(1); print(random.random(), random.randint(1, 6), random.choice("abc"), random.sample(range(10), 3), random.choices("ab", weights=[1, 3], k=4), random.uniform(1, 2), random.gauss(0, 1), random.shuffle(l := [1, 2, 3]) or l, random.randrange(0, 10, 3), random.betavariate(1, 2), random.expovariate(1), random.triangular(), random.getrandbits(5), random.randbytes(3))
attempt(lambda: random.choice([])); attempt(lambda: random.randint(2, 1)); attempt(lambda: random.sample([1], 2)); attempt(lambda: random.choices([1], weights=[0])); attempt(lambda: random.sample({1}, 1)); attempt(lambda: random.randrange(1.5))
r = random.Random(5); st = r.getstate(); x = r.random(); r.setstate(st); print(x == r.random())
