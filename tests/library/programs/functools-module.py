import functools
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
                       singledispatchmethod, total_ordering, wraps)


def trial(work, *args, **keywords):
    try:
        print(work(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


print(reduce(lambda a, b: a * 10 + b, [1, 2, 3]), reduce(max, [], 7), reduce(lambda a, b: a + [b], "ab", []))
trial(reduce, max, [])


def describe(a, b=2, *rest, c=3):
    """Says what it got."""
    return a, b, rest, c


first = partial(describe, 1, c=9)
second = partial(first, 5, c=4)
print(first(), first(7), second(6), second.args, second.keywords, second.func is describe)
trial(partial, 5)
print(repr(partial(print, 1, "x", sep="-")).replace(repr(print), "print"))


def logged(function):
    @wraps(function)
    def inner(*args, **keywords):
        print("calling", function.__name__)
        return function(*args, **keywords)
    return inner


wrapped = logged(describe)
print(wrapped(1), wrapped.__name__, wrapped.__doc__, wrapped.__wrapped__ is describe, wrapped.__module__, wrapped.__qualname__)

calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 1, 2)], calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.cache_info().hits)


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info())


@lru_cache(typed=True)
def kind(x, y=0):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind(1, y=2), kind(1, y=2.0), kind.cache_info())
trial(kind, [])
zero = lru_cache(maxsize=0)(lambda n: n)
print(zero(1), zero(1), zero.cache_info())


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @cached_property
    def area(self):
        """Computed once."""
        print("computing")
        return self.radius * self.radius * 3

    @lru_cache
    def scaled(self, by):
        print("scaling")
        return self.radius * by

    def resize(self, by, offset=0):
        return self.radius * by + offset

    double = partialmethod(resize, 2)
    double_and = partialmethod(resize, 2, offset=1)


circle = Circle(2)
print(circle.area, circle.area, circle.__dict__, Circle.area.__doc__, circle.scaled(3), circle.scaled(3))
print(circle.double(), circle.double_and(), Circle.double(circle), circle.double(offset=5))
circle.radius = 5
print(circle.area)
del circle.area
print(circle.area)


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.number < other.number if isinstance(other, Version) else NotImplemented


one, two = Version(1), Version(2)
print(one < two, one <= two, one > two, one >= two, one >= Version(1), one <= Version(1), one != two)
trial(lambda: one < 5)
trial(lambda: one >= 5)
trial(total_ordering, type("Bare", (), {}))
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda a, b: len(b) - len(a))))


@singledispatch
def show(value, *rest):
    return f"object {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
@show.register(tuple)
def _(value):
    return f"sequence of {len(value)}"


class Base:
    pass


class Child(Base):
    pass


show.register(Base, lambda value: "a base")
print(show(1), show(True), show("x"), show([1]), show((1, 2)), show(Child()), show.dispatch(bool)(3), len(show.registry))
trial(show)


class Printer:
    @singledispatchmethod
    def say(self, value):
        return "something"

    @say.register
    def _(self, value: int):
        return f"number {value}"


print(Printer().say(1), Printer().say("x"))
