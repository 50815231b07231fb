x=[1]
for _ in range(200000): x=zip(x,[1])
del x
print('end')
