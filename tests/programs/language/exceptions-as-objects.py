# traceback objects and exceptions' attributes
import sys, traceback
def a(): b()
def b(): raise ValueError('deep')
try: a()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    t, v, tb = sys.exc_info()
    print(t, v, traceback.extract_tb(tb)[-1].name)
    e2 = e.with_traceback(None); print(e2 is e, e.__traceback__)
    e.__traceback__ = tb; print(e.__traceback__.tb_lineno)
    try: e.__traceback__ = 5
    except TypeError as x: print(x)
    try: e.__cause__ = 5
    except TypeError as x: print(x)
    e.foo = 1; e.args = (1, 2); print(e, e.args, e.__dict__, repr(e))
    e.add_note('n1'); print(e.__notes__)
    try: e.add_note(5)
    except TypeError as x: print(x)
try:
    try: 1/0
    except ZeroDivisionError as z: raise KeyError('k') from None
except KeyError as k: print(k, k.__suppress_context__, repr(k.__context__), k.__cause__)
try: raise ValueError
except ValueError as e: print(repr(e), e.args, str(e) == '')
class MyE(Exception):
    def __init__(self, code): super().__init__(f'code {code}'); self.code = code
    def __str__(self): return 'custom'
try: raise MyE(5)
except MyE as e: print(e, repr(e), e.code, e.args)
try: raise 5
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try:
    try: raise ValueError
    except 5: pass
except TypeError as e: print(e)
def g():
    try: return 'try'
    finally: print('fin')
print(g())
def h():
    for i in range(2):
        try: continue
        finally: print('f', i)
    while True:
        try: break
        finally: print('brk')
h()
def k():
    try: 1/0
    finally: return 'swallowed'
print(k())
try: raise
except RuntimeError as e: print(e)
s = StopIteration(5); print(s.value); x = SystemExit(3); print(x.code)
u = UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'); print(u, u.start, u.reason)
n = NameError('m', name='nm'); print(n.name); i = ImportError('m', name='mod', path='p'); print(i.name, i.path)
at = AttributeError('x', name='n', obj=3); print(at.name, at.obj)
ke = KeyError('a b'); print(ke, str(ke)); print(SyntaxError('bad', ('f', 3, 4, 'text')).lineno, SyntaxError('bad', ('f', 3, 4, 'text')))
print(issubclass(ExceptionGroup, Exception), ZeroDivisionError.__base__, ZeroDivisionError.__mro__[1:3])
