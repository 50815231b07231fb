# what generators and coroutines refuse
def g():
    x = yield 1
    yield from h()
def h():
    yield 2
async def c(): pass
async def ag():
    yield 1
n = g()
try: n.send(1)
except TypeError as e: print(e)
try: n.throw(5)
except TypeError as e: print(e)
def loop():
    try:
        next(me)
    except ValueError as e: print(e)
    yield
me = loop()
next(me)
def ret():
    return 5
    yield
try: next(ret())
except StopIteration as e: print(e.value, e.args)
def bad():
    yield from 5
try: next(bad())
except TypeError as e: print(e)
def stop():
    raise StopIteration(3)
    yield
try: next(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
async def w():
    await 5
try: w().send(None)
except TypeError as e: print(e)
class Bad:
    def __await__(self): return 5
async def w2(): await Bad()
try: w2().send(None)
except TypeError as e: print(e)
coroutine = c()
class Bad2:
    def __await__(self): return coroutine
async def w3(): await Bad2()
try: w3().send(None)
except TypeError as e: print(e)
async def twice():
    x = ok()
    await x
    await x
async def ok(): return 1
try: twice().send(None)
except RuntimeError as e: print(e)
try:
    for x in ok(): pass
except TypeError as e: print(e)
try: iter(ag())
except TypeError as e: print(e)
