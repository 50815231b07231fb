class A:
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
for f in (lambda: iter(A()), lambda: next(A()), lambda: list(A()), lambda: [*A()], lambda: sum(A()), lambda: dict(A())):
    try: f()
    except RecursionError: print('RecursionError')
