x=iter([1])
for _ in range(200000): x=map(str,x)
del x
print('end')
