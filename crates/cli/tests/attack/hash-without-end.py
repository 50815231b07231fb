class A:
    def __hash__(self): return hash(self)
for f in (lambda: hash(A()), lambda: {A()}, lambda: {A():1}, lambda: hash((A(),)), lambda: hash(frozenset([A()]))):
    try: f()
    except RecursionError: print('RecursionError')
