from typing import *


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


T = TypeVar("T")
P = ParamSpec("P")
print(List[int], Dict[str, List[int]], Optional[int], Union[int, str], Union[int, None], Optional[List[str]], Any, Callable[[int, str], bool], Callable[..., int], Tuple[int, ...], Literal["a", 1], Type[int], Iterable[int], T, List[T], ClassVar[int], Final, Union[int, str, None])
print(Optional[int] == Union[int, None], Union[int, str] == Union[str, int], Union[int, int], get_args(Dict[str, int]), get_origin(List[int]), get_origin(Union[int, str]) is Union, List[int] == List[int], Awaitable[int], Coroutine[Any, Any, int], NoReturn, Deque[int])


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


print(Stack[int]().push(1).items, Stack().push("x").items)


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0

    def total(self) -> int:
        return self.x + self.y


print(Point(1), Point(1, 2).total(), Point._fields, Point._field_defaults, Point.__doc__, Point(3) == (3, 0), isinstance(Point(1), tuple))
trial(lambda: Point())
Pair = NamedTuple("Pair", [("a", int), ("b", str)])
print(Pair(1, "x"), Pair.__annotations__)


class Movie(TypedDict, total=False):
    name: str
    year: int


print(Movie(name="x", year=1), type(Movie(name="x")), Movie.__total__, list(Movie.__annotations__))


class Closes(Protocol):
    def close(self) -> None:
        ...


@runtime_checkable
class Named(Protocol):
    name: str


class File:
    name = "f"

    def close(self) -> None:
        print("closed")


def shut(thing: Closes) -> None:
    thing.close()


shut(File())
print(isinstance(File(), Named), isinstance(5, Named))
trial(lambda: isinstance(File(), Closes))


class Impl(Closes):
    pass


print(Impl().close())
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, cast(str, 5), TYPE_CHECKING)


def hinted(a: int, b: Optional[str] = None) -> List[int]:
    return []


print(get_type_hints(hinted)["a"], hinted.__annotations__["return"], list(hinted.__annotations__))


@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
def over(x):
    return x


print(over(3))


@final
class Last:
    value: Final = 3
    other: ClassVar[Dict[str, int]] = {}


print(Last.value, Last.__annotations__["value"], isinstance([], List), isinstance({}, Mapping), isinstance(5, Callable), int | None, List[int] | None)
trial(lambda: isinstance([], List[int]))
trial(lambda: assert_never(3))
