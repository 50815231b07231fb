class M(type):
    def __call__(cls,*a): return cls(*a)
    def __instancecheck__(cls,o): return isinstance(o,cls)
    def __subclasscheck__(cls,o): return issubclass(o,cls)
    def __getattr__(cls,n): return getattr(cls,n)
class A(metaclass=M): pass
for f in (lambda: A(), lambda: isinstance(1,A), lambda: issubclass(int,A), lambda: A.x):
    try: f()
    except RecursionError: print('RecursionError')
