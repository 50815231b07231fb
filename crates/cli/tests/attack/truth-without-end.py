class A:
    def __bool__(self): return bool(self)
for f in (lambda: bool(A()), lambda: not A(), lambda: 1 if A() else 2, lambda: all([A()]), lambda: list(filter(None,[A()]))):
    try: f()
    except RecursionError: print('RecursionError')
