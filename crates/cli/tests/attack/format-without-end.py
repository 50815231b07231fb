class A:
    def __format__(self,s): return format(self,s)
for f in (lambda: format(A()), lambda: f'{A()}', lambda: '{}'.format(A())):
    try: f()
    except RecursionError: print('RecursionError')
