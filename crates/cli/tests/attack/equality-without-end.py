class A:
    def __eq__(self,o): return o==self
    __hash__=None
for f in (lambda: A()==A(), lambda: A() in [A()], lambda: [A()]==[A()], lambda: [A()].index(A()), lambda: (A(),)==(A(),), lambda: {1:A()}=={1:A()}):
    try: f()
    except RecursionError: print('RecursionError')
