import functools
x=print
for _ in range(200000): x=functools.partial(functools.partial,x)
del x
print('end')
