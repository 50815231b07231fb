import asyncio
import inspect


async def coroutine():
    return 1


def function():
    pass


def generator():
    yield


async def async_generator():
    yield


print([inspect.iscoroutinefunction(f) for f in (coroutine, function, generator, async_generator)])
c = coroutine()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isawaitable(5), inspect.isgeneratorfunction(generator), inspect.isasyncgenfunction(async_generator))
print(asyncio.run(c), inspect.isfunction(function), inspect.isclass(int))
