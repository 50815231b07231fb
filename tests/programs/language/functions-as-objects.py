# functions, methods, code
def f(a, b=2, *args, c, d=4, **kw):
    "doc"
    x = a
    def g():
        return x
    return g
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__)
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_nlocals, c.co_firstlineno, c.co_flags)
g = f(1, c=3)
print(g.__closure__[0].cell_contents, g.__code__.co_freevars, g.__qualname__)
f.__defaults__ = (10, 20)
print(f.__defaults__)
f.__kwdefaults__ = {'d': 5}
print(f.__kwdefaults__)
f.attr = 1
print(f.__dict__, vars(f))
class A:
    "A doc"
    def m(self, x=1): "m doc"
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(): pass
a = A()
m = a.m
print(m.__name__, m.__qualname__, m.__doc__, m.__self__ is a, m.__func__ is A.m, m.__module__, m.__defaults__)
print(A.cm.__self__ is A, A.sm.__name__, A.__dict__['cm'].__func__.__name__)
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__, A.__base__, A.__dict__['__doc__'])
print(a.__class__, a.__doc__, a.__module__, a.__dict__)
print(type(f), type(m), type(c), type(len))
print(f.__get__(a, A).__self__ is a)
print(hasattr(f, '__call__'), f.__call__ is not None, hasattr(len, '__call__'))
print(len.__name__, len.__module__, [].append.__name__, [].append.__self__)
print((lambda: 0).__name__, (lambda: 0).__qualname__)
try:
    del f.__name__
except TypeError as e:
    print(e)
try:
    m.foo = 1
except AttributeError as e:
    print(e)
print(sorted(n for n in dir(f) if not n.startswith('__')))
print(A.m.__get__(a)() is None)
