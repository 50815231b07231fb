x=[];y=[]
for _ in range(100000): x=[x];y=[y]
for f in (lambda: x==y, lambda: x<y, lambda: repr(x), lambda: str(x), lambda: f'{x}', lambda: print(x), lambda: x in [y], lambda: '%s'%x, lambda: '{}'.format(x), lambda: max([x,y])):
    try: f()
    except RecursionError: print('RecursionError')
x=();y=()
for _ in range(100000): x=(x,);y=(y,)
for f in (lambda: x==y, lambda: x<y, lambda: repr(x), lambda: isinstance(1,x)):
    try: f()
    except RecursionError: print('RecursionError')
x={};y={}
for _ in range(100000): x={1:x};y={1:y}
for f in (lambda: x==y, lambda: repr(x)):
    try: f()
    except RecursionError: print('RecursionError')
print('end')
