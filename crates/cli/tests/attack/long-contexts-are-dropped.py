x=None
for _ in range(200000):
    e=ValueError(); e.__context__=x; x=e
del e
del x
print('end')
