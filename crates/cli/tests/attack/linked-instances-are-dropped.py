class A: pass
x=None
for _ in range(200000):
    a=A(); a.n=x; x=a
del a
del x
print('end')
