x=iter([1])
for _ in range(200000): x=enumerate(x)
del x
print('end')
