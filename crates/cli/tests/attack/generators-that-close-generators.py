def g(i):
    try:
        yield
    finally:
        if i: i.close()
x=None
for _ in range(2000):
    x=g(x); next(x)
try: x.close()
except RecursionError: print('RecursionError')
print('end')
