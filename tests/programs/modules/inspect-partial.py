# What is left of a signature once some arguments are given, and what a function is under its arguments and its cache.
import inspect
from functools import lru_cache, partial


def trial(work, *args):
    try:
        print(work(*args))
    except Exception as error:
        print(type(error).__name__, str(error).partition("0x")[0])


def shown(a, /, b, c=3, *rest, d, e=5, **more):
    return a


class Named(partial):
    pass


for prepared in (
    partial(shown),
    partial(shown, 1),
    partial(shown, 1, 2),
    partial(shown, 1, 2, 3, 4),
    partial(shown, b=2),
    partial(shown, 1, c=9),
    partial(shown, d=4),
    partial(shown, 1, f=6),
    partial(partial(shown, 1), d=2),
    Named(shown, 1),
):
    trial(inspect.signature, prepared)
trial(inspect.signature, partial(lambda a: a, 1, 2))
trial(inspect.signature, partial(lambda a: a, b=2))


@lru_cache
def cached(x: int, y="y") -> str:
    return x


async def coroutine(a):
    pass


print(inspect.signature(cached), inspect.unwrap(cached).__name__, inspect.isfunction(cached))
print(inspect.iscoroutinefunction(partial(coroutine, 1)), inspect.iscoroutinefunction(Named(Named(coroutine))))
