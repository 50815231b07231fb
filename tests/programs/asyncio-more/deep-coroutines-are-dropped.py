# Coroutines and what waits for them form chains: they go without a word, however long these are.
import asyncio
import collections
import contextvars
import warnings


async def outer(inner):
    await inner


warnings.simplefilter("ignore")  # none of them is ever awaited
coroutine = asyncio.sleep(0)
for _ in range(50_000):
    coroutine = outer(coroutine)
del coroutine
print("coroutines are dropped")

items = collections.deque()
for _ in range(50_000):
    items = collections.deque([items])
del items
print("deques are dropped")


async def futures():
    last = None
    for _ in range(50_000):
        future = asyncio.get_running_loop().create_future()
        future.set_result(last)
        last = future
    del last, future
    print("futures are dropped")


asyncio.run(futures())

variable = contextvars.ContextVar("variable")
last = None
for _ in range(5_000):
    context = contextvars.Context()
    context.run(variable.set, last)
    last = context
del last, context
print("contexts are dropped")
