from __future__ import annotations

import asyncio
from typing import Any, Callable, Generic, Iterator, Literal, NamedTuple, Optional, Protocol, TypeVar, Union

T = TypeVar("T")
Handler = Callable[[str], None]


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value: T = value

    def map(self, function: Callable[[T], Any]) -> Box[Any]:
        return Box(function(self.value))


class Speaks(Protocol):
    def speak(self) -> str: ...


class Pair(NamedTuple):
    left: int
    right: str = "r"


def first(items: list[T], default: Optional[T] = None) -> T | None:
    return items[0] if items else default


async def fetch(url: str, *, retries: int = 3) -> dict[str, Union[int, str]]:
    result: dict[str, Union[int, str]] = {"url": url, "retries": retries}
    return result


def numbers(mode: Literal["up", "down"]) -> Iterator[int]:
    yield from (range(3) if mode == "up" else range(3, 0, -1))


print(Box(2).map(lambda n: n + 1).value, first([5]), first([]), Pair(1), list(numbers("down")))
print(asyncio.run(fetch("http://x")), first.__name__)
