# generators and coroutines
def g():
    x = yield 1
    yield from h()
def h():
    yield 2
it = g()
print(it.gi_frame.f_lineno, it.gi_running, it.gi_suspended, it.gi_yieldfrom, it.__name__, it.__qualname__)
next(it); next(it)
print(it.gi_yieldfrom.__name__, it.gi_suspended, it.gi_frame.f_lineno)
it.close()
print(it.gi_frame, it.gi_suspended)
it.__name__ = 'z'; it.__qualname__ = 'q'
print(it.__name__, repr(it)[:20])
async def c():
    await d()
class D:
    def __await__(self):
        yield 7
def d():
    return D()
co = c()
print(co.cr_frame is not None, co.cr_await, co.cr_running, co.cr_suspended, co.cr_origin)
print(co.send(None))
print(type(co.cr_await).__name__)
co.close()
print(co.cr_frame, co.cr_await)
async def ag():
    yield 1
a = ag()
print(a.ag_frame is not None, a.ag_running, a.ag_await, a.ag_code is ag.__code__)
for n in ('gi_frame', 'cr_frame'):
    print(hasattr(a, n), hasattr(co, n), hasattr(it, n))
import types, inspect
print(isinstance(it, types.GeneratorType), isinstance(co, types.CoroutineType), isinstance(a, types.AsyncGeneratorType))
print(inspect.getgeneratorstate(it), inspect.getcoroutinestate(co))
try:
    it.send(1)
except StopIteration as e:
    print('stop', e.value)
