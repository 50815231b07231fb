class A:
    def __str__(self): return repr(self)
    def __repr__(self): return str(self)
for f in (str,repr,lambda x:f'{x}', lambda x: '%s'%x, lambda x:'%r'%x, lambda x:'{}'.format(x), lambda x: format(x), print, ascii):
    try: f(A())
    except RecursionError: print('RecursionError')
