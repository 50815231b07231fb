x=[]
for _ in range(200000): x=[x]
del x
print('end')
