# metaclass, init_subclass, set_name corners
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print('prepare', name, kw)
        return {'pre': 1}
    def __call__(cls, *a, **k):
        print('call', a)
        return super().__call__(*a, **k)
    def __len__(cls): return 7
    def __getitem__(cls, i): return i
    def __iter__(cls): return iter('it')
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return f'<M {cls.__name__}>'
    @property
    def prop(cls): return 'meta prop'
    def meth(cls): return cls.__name__
class A(metaclass=M, k=1):
    def __init__(self, x): self.x = x
print(A, len(A), A[3], list(A), 1 in A, A.prop, A.meth(), A.pre, A(5).x)
class B(A): pass
print(type(B), B.__mro__)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print('sub', cls.__name__, tag)
class D1(Base, tag='x'): pass
class D2(D1): pass
try:
    class D3(Base, other=1): pass
except TypeError as e: print(e)
class Desc:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.name, 'unset')
    def __set__(self, obj, v): obj.__dict__[self.name] = v
class Has:
    a = Desc(); b = Desc()
h = Has(); h.a = 1
print(h.a, h.b, Has.a.name, vars(h))
class BadSet:
    def __set_name__(self, o, n): raise ValueError('bad')
try:
    class X: f = BadSet()
except (RuntimeError, ValueError) as e: print(type(e).__name__, e, repr(e.__cause__))
try:
    class Y(int, str): pass
except TypeError as e: print(e)
try:
    class Z(bool): pass
except TypeError as e: print(e)
class M1(type): pass
class M2(type): pass
class C1(metaclass=M1): pass
class C2(metaclass=M2): pass
try:
    class C3(C1, C2): pass
except TypeError as e: print(e)
T = type('T', (Base,), {'q': 1}, tag='dyn')
print(T.q, T.tag, T.__name__, T.__module__, T.__qualname__)
for f in (lambda: type('T', (), {}, 5), lambda: type(), lambda: type(1, 2), lambda: object(1), lambda: Has(1), lambda: Has.nope, lambda: Has().nope, lambda: super().x):
    try: print(f())
    except (TypeError, AttributeError, RuntimeError) as e: print(type(e).__name__, e)
class N:
    def __new__(cls, *a): print('N new', a); return super().__new__(cls)
N(1, 2)
class I:
    def __init__(self): return 5
try: I()
except TypeError as e: print(e)
class Slots:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = Slots()
for f in (lambda: s.b, lambda: setattr(s, 'c', 1), lambda: s.__dict__, lambda: delattr(s, 'b'), lambda: Slots.__slots__):
    try: print(f())
    except AttributeError as e: print(e)
class Cell:
    def who(self): return __class__
    def sup(self): return super().__repr__()[:1]
print(Cell().who(), Cell().sup())
class WithGetattr:
    def __getattr__(self, n): return n.upper()
    def __dir__(self): return ['z', 'a']
print(WithGetattr().foo, dir(WithGetattr()), hasattr(WithGetattr(), 'x'))
class P:
    @property
    def x(self): return 1
    @x.setter
    def x(self, v): print('set', v)
p = P(); p.x = 3
for f in (lambda: delattr(p, 'x'), lambda: P.x.fget(p), lambda: type(P.x)):
    try: print(f())
    except AttributeError as e: print(e)
class Ab:
    def __class_getitem__(cls, i): return (cls.__name__, i)
print(Ab[int])
print(isinstance(3, (str, int | float)), issubclass(bool, int), isinstance(None, int | None))
x = 10
class Scope:
    x = 5
    y = [x for _ in range(2)]
    z = [i for i in range(x)]
print(Scope.y, Scope.z)
