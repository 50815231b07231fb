import json
try: json.loads('['*100000)
except RecursionError: print('RecursionError')
try: json.loads('{"a":'*100000)
except RecursionError: print('RecursionError')
x=[]
for _ in range(100000): x=[x]
try: json.dumps(x)
except RecursionError: print('RecursionError')
try: json.dumps(x,indent=1)
except RecursionError: print('RecursionError')
x={}
for _ in range(100000): x={'a':x}
try: json.dumps(x)
except RecursionError: print('RecursionError')
a=[];a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)
