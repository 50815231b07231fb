# del and gc
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def f():
    a = N('local')
    return 'returned'
print(f())
x = N('rebound'); x = None
print('after rebound')
l = [N(1), N(2)]
l.pop()
print('popped')
del l
print('list gone')
d = {'a': N('value')}
d.clear()
print('cleared')
N('temp')
print('after temp')
def g():
    n = N('in generator')
    yield 1
    print('never')
it = g(); next(it)
it.close()
print('closed')
class P:
    def __init__(self): self.child = N('child')
    def __del__(self): print('parent', self.child.n)
p = P(); p = None
print('--')
try:
    e = N('in frame of exception')
    def h():
        loc = N('raise local')
        raise ValueError
    h()
except ValueError: pass
print('after except')
a, b = N('a'), N('b')
a.o, b.o = b, a
del a, b
print('collected', gc.collect() > 0)
class Res:
    def __del__(self):
        global saved
        saved = self
        print('resurrect')
r = Res(); r = None
print(type(saved).__name__)
saved = None
print('no second')
class Err:
    def __del__(self): raise ValueError('in del')
Err()
print('after err')
class Node: pass
n1, n2 = Node(), Node()
n1.x, n2.x = n2, n1
w = weakref.ref(n1, lambda r: print('callback'))
del n1, n2
print(w() is None); gc.collect(); print(w() is None)
with_default = N('global one')
_private = N('private global')
def uses(x=N('default arg')): pass
class Holder:
    attr = N('class attr')
import atexit
atexit.register(lambda: print('atexit'))
print('end')
