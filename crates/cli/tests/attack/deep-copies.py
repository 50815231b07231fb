import copy
x=[]
for _ in range(20000): x=[x]
try: copy.deepcopy(x)
except RecursionError: print('RecursionError')
x=[]
for _ in range(200): x=[x]
y=copy.deepcopy(x)
print('ok')
x=[]
for _ in range(20000): x=(x,)
try: copy.deepcopy(x)
except RecursionError: print('RecursionError')
class A: pass
x=None
for _ in range(20000):
    a=A(); a.n=x; x=a
try: copy.deepcopy(x)
except RecursionError: print('RecursionError')
