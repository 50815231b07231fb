# eval, exec, compile, globals() as a dict that lives
x = 5
print(eval('x + 1'), eval('y*2', {'y': 4}))
exec('z = x * 2\nprint("in", z)')
print(z)
globals()['w'] = 9
print(w)
def f():
    a = 1
    exec('a = 2')
    print(a, eval('a + x'))
f()
ns = {}
exec('def g(n): return n + k\nk = 3', ns)
print(ns['g'](4), sorted(k for k in ns if k != '__builtins__'))
ns['k'] = 10
print(ns['g'](4))
c = compile('x+100', '<s>', 'eval')
print(eval(c), type(c).__name__, c.co_filename)
try:
    eval('1 +')
except SyntaxError as e:
    print(type(e), e, e.lineno, e.msg)
try:
    eval('print(1)', {'__builtins__': {}})
except NameError as e:
    print(e)
print(list(map(lambda a, b: a+b, (i for i in range(3)), [1, 2])), list(filter(None, [0, 1, 2])), type(map(str, [])), [*zip((i for i in 'ab'), 'cd')])
print(list(enumerate((c for c in 'ab'), 5)), enumerate([]).__class__, reversed('abc').__class__, list(reversed((1,2))))
try:
    print(list(zip([1,2],[1],strict=True)))
except ValueError as e:
    print(e)
try:
    print(list(zip([1,2],[1,2,3],strict=True)))
except ValueError as e:
    print(e)
it = iter([1,2,3]); next(it); print(it.__length_hint__())
