x={}
for _ in range(200000): x={1:x}
del x
print('end')
