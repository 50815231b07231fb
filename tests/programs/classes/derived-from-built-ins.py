# Classes derived from list, dict, str, int, tuple, float and set.
class L(list):
    def total(self): return sum(self)
class D(dict):
    def __missing__(self, k): return k * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
class S(str):
    def shout(self): return self.upper() + '!'
class I(int):
    def __add__(self, o): return I(int(self) + o * 10)
    def __repr__(self): return f"I({int(self)})"
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class L2(list):
    def __init__(self, n): super().__init__(range(n)); self.n = n
    def __len__(self): return 99
    def append(self, x): super().append(x * 2)
l = L([1, 2, 3]); l.append(4)
print(l, l.total(), len(l), l == [1, 2, 3, 4], l[1:], type(l[1:]).__name__, l + [5], isinstance(l, list), sorted(l, reverse=True), 3 in l, list(l), [*l], l.index(2), type(l).__name__, repr(L()), L(x for x in 'ab'), bool(L()), l * 2)
d = D(a=1); d['b'] = 5
print(d, d['a'], d['zz'], d.get('q'), 'q' in d, len(d), {**d}, list(d), dict(d), d == {'a': 1, 'b': 6}, d | {'c': 1}, type(d | {}).__name__, D({'x': 1}).items())
s = S('abc')
print(s, repr(s), s.shout(), s + 'd', type(s + 'd').__name__, s == 'abc', {'abc': 1}[s], {s: 2}['abc'], len(s), s[1], 'b' in s, f"{s:>5}", '%s' % s, s.upper(), hash(s) == hash('abc'), ','.join([s, s]), s < 'abd', sorted([S('b'), S('a')]), s * 2, S(5), S())
i = I(5)
print(i, i + 1, 1 + i, i * 2, type(i * 2).__name__, i == 5, hash(i) == hash(5), [0] * I(2), i < 6, {5: 'x'}[i], str(i), f"{i}", f"{i:03d}", int(i), -i, abs(i), i % 3, I('12'), I(3.7), bool(I(0)), max(i, 3), range(I(2)), i.bit_length(), i / 2, 10 - i, i ** 2, sum([i, i]), float(i), round(I(5)), divmod(I(7), 2))
t = T(1, 2)
print(t, t == (1, 2), t[0], len(t), t + (3,), hash(t) == hash((1, 2)), {(1, 2): 1}[t], isinstance(t, tuple), (1, 2) in [t], '%s %s' % t, T())
m = L2(3); m.append(5)
print(m, len(m), m.n, list(m), list.__len__(m), m[-1], sum(m))
class FL(float):
    pass
print(FL('1.5') + 1, FL(2), repr(FL(0.1)), FL(1) == 1.0, round(FL(2.5)), f"{FL(1):.2f}")
class SS(set):
    def add(self, x): super().add(x + 1)
ss = SS([1]); ss.add(1); print(ss, ss | {5}, type(ss | {5}).__name__, len(ss), 2 in ss, ss == {1, 2}, SS(), repr(frozenset({1})))
class FS(frozenset): pass
print(FS([1]), hash(FS([1])) == hash(frozenset([1])), FS() == frozenset())
