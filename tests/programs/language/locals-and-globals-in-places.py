# locals globals vars dir in places
def f(a, b=2):
    c = 3
    def g(): return c
    print(sorted(locals()), sorted(vars()), dir())
f(1)
class C:
    x = 1
    print(sorted(k for k in locals() if not k.startswith('__')), 'x' in vars())
    locals()['y'] = 2
print(C.y)
globals()['dyn'] = 'D'
print(dyn, 'dyn' in dir(), vars()['dyn'], globals() is globals(), vars() is globals(), locals() is globals())
del globals()['dyn']
try: dyn
except NameError as e: print(e)
g = globals()
new_name = 5
print(g['new_name'], g.get('nope'), '__name__' in g, g['__name__'])
g.update(u1=1, u2=2); print(u1 + u2)
for i in range(3): globals()[f'v{i}'] = i * i
print(v0, v1, v2)
def setg():
    global made
    made = 1
    return 'made' in globals()
print(setg(), made)
print([k for k in list(globals()) if k.startswith('v')])
exec('def added(x):\n    return x + made'); print(added(1))
ns = {'a': 2}
exec('b = a * 2\nclass K:\n    z = b', ns); print(ns['b'], ns['K'].z, ns['K'].__module__)
l = {}
exec('q = 1', {}, l); print(l)
print(eval('a + b', {'a': 1}, {'b': 2}), eval('[x for x in range(3)]'), eval(' 1+1'))
for src in ('(', 'a b', "'abc"):
    try: eval(src)
    except SyntaxError as e: print(type(e).__name__, e.msg, e.lineno, e.offset, e.filename, e.text)
for src in ('if x', 'x = = 1', '  y = 1', 'return 1', 'for'):
    try: exec(src)
    except SyntaxError as e: print(type(e).__name__, e)
try: eval('undefined_name')
except NameError as e: print(e)
try: eval(5)
except TypeError as e: print(e)
try: exec('x', 5)
except TypeError as e: print(e)
try: eval('x', 5)
except TypeError as e: print(e)
code = compile('r = 1\nr += 1', 'f.py', 'exec'); exec(code); print(r, code.co_name, code.co_filename)
print(eval(compile('2 * 3', '', 'eval')))
try: compile('1', '', 'bad')
except ValueError as e: print(e)
print(eval('lambda x: x * 2')(4), eval('(yield_ := 5)'), yield_)
import importlib
m = importlib.import_module('json'); print(m.dumps([1]), __import__('math').sqrt(4), __import__('os.path').__name__, importlib.import_module('os.path').__name__ in ('posixpath', 'os.path'))
try: importlib.import_module('no_such_module')
except ModuleNotFoundError as e: print(e)
def rec(n):
    return 1 if n == 0 else eval('n * rec(n - 1)')
print(rec(10))
exec('for i in range(2): print("loop", i)')
exec('import math as mm'); print(mm.floor(2.5))
exec('try:\n    1/0\nexcept ZeroDivisionError as e:\n    print(e)')
x = 1
def outer():
    x = 2
    def inner():
        return eval('x')
    return inner()
print(outer())
print(vars(type('V', (), {'a': 1}))['a'], vars(C)['x'])
class O:
    def __init__(self): self.b = 1; self.a = 2
o = O(); vars(o)['c'] = 3; print(o.c, vars(o), [n for n in dir(o) if not n.startswith('__')])
