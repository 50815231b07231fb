# A coroutine is driven by send; whatever it awaits yields up to the driver.
async def inner(x):
    return x * 2


async def outer():
    print("outer starts")
    total = await inner(4)
    return total + 1


coroutine = outer()
try:
    coroutine.send(None)
except StopIteration as stop:
    print("returned", stop.value)


async def fails():
    raise ValueError("from inside")


try:
    fails().send(None)
except ValueError as error:
    print(error)

thrown = outer()
try:
    thrown.throw(KeyError("thrown before the start"))
except KeyError as error:
    print(repr(error))
