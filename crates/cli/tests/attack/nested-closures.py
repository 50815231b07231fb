x=lambda:1
def mk(f): return lambda: f()
for _ in range(100000): x=mk(x)
try: x()
except RecursionError: print('RecursionError')
del x
print('end')
