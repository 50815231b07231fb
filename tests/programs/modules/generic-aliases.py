# Classes with their types in brackets: to be read, called, inherited from
import asyncio
import collections
import contextlib
import functools
import queue
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from types import GenericAlias

print(AsyncIterator[int], Coroutine[None, None, str], Callable[[int, str], None], Callable[..., int])
print(asyncio.Queue[str], asyncio.Task[int], Future[int], queue.Queue[list[int]])
print(contextlib.AbstractContextManager[str], functools.partial[int], collections.Counter[str])
print(asyncio.Queue[str](maxsize=2).maxsize, list[int]((1, 2)), collections.OrderedDict[str, int](a=1))
numbers = list[int]
print(numbers == list[int], numbers == list[str], hash(numbers) == hash(list[int]))
print(numbers.__origin__, numbers.__args__, numbers.__name__, dict[str, numbers] | None)


class Countdown(Iterator[int]):
    def __init__(self, start):
        self.now = start

    def __next__(self):
        self.now -= 1
        if self.now < 0:
            raise StopIteration
        return self.now


class Box:
    __class_getitem__ = classmethod(GenericAlias)


def walk(things: Mapping[str, Iterable[int]]) -> Generator[tuple[str, int], None, None]:
    for name, numbers in things.items():
        yield from ((name, number) for number in numbers)


print(list(Countdown(3)), Countdown.__bases__, isinstance(Countdown(1), Iterator))
print(list(walk({"a": Countdown(2)})), walk.__annotations__["return"])
print(Box[int, ...], type(Box[int]()).__name__)
for wrong in (lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: int[str], lambda: Box[int].more):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(error)
