# Every operator and built-in function asks the class.
import math

class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"V({self.x})"
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x if isinstance(o, V) else NotImplemented
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.x)
    def __mul__(self, o): return NotImplemented
    def __neg__(self): return V(-self.x)
    def __len__(self): return self.x
    def __getitem__(self, i):
        if i >= self.x: raise IndexError(i)
        return i * 10
    def __contains__(self, i): return i == self.x
    def __call__(self): return self.x
    def __format__(self, spec): return f"<{spec}>"
    def __iadd__(self, o): self.x += o; return self
    def __index__(self): return self.x
    def __bool__(self): return self.x != 3
    def __round__(self, n=None): return ('round', n)
    def __abs__(self): return V(abs(self.x))
    def __divmod__(self, o): return ('dm', o)
    def __rdivmod__(self, o): return ('rdm', o)
    def __float__(self): return 1.5
    def __int__(self): return 7
    def __pow__(self, o): return ('pow', o)
    def __invert__(self): return 'inv'
    def __floor__(self): return 'fl'
    def __ceil__(self): return 'ce'
    def __trunc__(self): return 'tr'
a, b = V(1), V(2)
print(a, b, a == b, a == V(1), a != b, a < b, a > b, sorted([b, a, V(0)]), {a: 1}[V(1)], V(2) in {b}, a in [V(1)])
print(a + b, a + 5, 5 + a, -a, len(b), b[1], list(V(3)), 2 in b, b(), f"{a:>5}", format(a), "%s" % a, "{:x}".format(a))
print(bool(V(3)), bool(V(1)), not V(3), [1, 2, 3][V(1)], range(V(3)), 'x' * V(2), hex(V(15)), round(a), round(a, 2), abs(V(-2)), divmod(a, 2), divmod(2, a), int(a), float(a), a ** 2, ~a, math.floor(a), math.ceil(a), math.trunc(a))
a += 5
print(a, max(V(1), V(3)), min([V(2), V(1)]), sum([V(1), V(2)]), sum([1, V(2)]))
for f in (lambda: a * 2, lambda: 2 * a, lambda: a <= b, lambda: a < 1, lambda: a - 1, lambda: 1 - a, lambda: a @ b, lambda: a | 1, lambda: {}[a], lambda: a[5]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
