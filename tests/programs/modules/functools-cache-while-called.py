# Caches while their functions run: recursion, exceptions, clearing, and keys whose __eq__ does more than compare.
import sys
import traceback
from functools import cache, lru_cache


@lru_cache(maxsize=2)
def steps(n):
    print("begin", n, steps.cache_info())
    result = 0 if n == 0 else steps(n - 1) + 1
    print("end", n, steps.cache_info().currsize)
    return result


print(steps(3), steps(3), steps(2), steps.cache_info())


@lru_cache(maxsize=1)
def same(n, depth=[2]):
    if depth[0]:
        depth[0] -= 1
        return "inner" if same(n) == "inner" else "outer"
    return "inner"


print(same(1), same(1), same.cache_info())


@cache
def cleared(n):
    cleared.cache_clear()
    return n


print(cleared(1), cleared(1), cleared.cache_info())


@cache
def fails(n):
    raise ValueError(n)


for _ in range(2):
    try:
        fails(7)
    except ValueError:
        traceback.print_exc(file=sys.stdout)
print(fails.cache_info())


class Key:
    compare = None

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if Key.compare:
            Key.compare(self, other)
        return self.name == other.name


def raising(one, other):
    raise KeyError(f"{one.name} and {other.name}")


def asking_again(one, other):
    Key.compare = None
    print("asked within", names(Key("c")))


@lru_cache(2)
def names(key):
    return key.name


print(names(Key("a")), names(Key("b")), names(Key("a")), names.cache_info())
for Key.compare in (raising, asking_again, lambda one, other: names.cache_clear()):
    try:
        print(names(Key("c")), names.cache_info())
    except KeyError as error:
        print("KeyError", error, names.cache_info())
Key.compare = None
print([names(Key(name)) for name in "dedfd"], names.cache_info())


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(300))
fibonacci.cache_clear()
try:
    fibonacci(5000)
except RecursionError as error:
    print("RecursionError", fibonacci.cache_info().currsize)
