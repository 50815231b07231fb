import json
def h(o): return json.dumps(object(),default=h)
try: json.dumps(object(),default=h)
except RecursionError: print('RecursionError')
def hook(d): return json.loads('{}',object_hook=hook)
try: json.loads('{}',object_hook=hook)
except RecursionError: print('RecursionError')
