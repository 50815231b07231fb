import functools
class P(functools.partial):
    pass
m=len
for _ in range(100000): 
    m=P(m); m.x=1
try: print(m([1]))
except RecursionError: print('RecursionError')
try: repr(m)
except RecursionError: print('RecursionError')
del m
print('end')
