def f(): return 1
m=f
for _ in range(100000): m=staticmethod(m)
try: print(m())
except RecursionError: print('RecursionError')
class A: g=m
try: print(A.g is not None)
except RecursionError: print('RecursionError')
m=f
for _ in range(100000): m=classmethod(m)
class A: g=m
try: A.g
except RecursionError: print('RecursionError')
except TypeError: print("TypeError")
m=f
for _ in range(100000): m=property(m)
del m
print('end')
