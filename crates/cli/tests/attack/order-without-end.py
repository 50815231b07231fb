class A:
    def __lt__(self,o): return o>self
    def __gt__(self,o): return o<self
for f in (lambda: A()<A(), lambda: sorted([A(),A()]), lambda: min(A(),A()), lambda: max([A(),A()]), lambda: [A()]<[A()]):
    try: f()
    except RecursionError: print('RecursionError')
