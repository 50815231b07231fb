x=ValueError()
for _ in range(100000):
    x=ExceptionGroup('a',[x])
try: repr(x)
except RecursionError: print('RecursionError')
del x
print('end')
