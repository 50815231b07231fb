import itertools
x=iter([1])
for _ in range(200000): x=itertools.chain(x)
del x
print('end')
