import operator
class A:
    def __index__(self): return operator.index(self)
for f in (lambda: [1][A()], lambda: range(A()), lambda: hex(A()), lambda: [1][A():], lambda: (1,)*A(), lambda: bytes(A()), lambda: int(A()), lambda: chr(A()), lambda: round(1.5,A())):
    try: f()
    except RecursionError: print('RecursionError')
