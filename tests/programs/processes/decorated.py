# Decorated functions and methods go by their names, and a child has its own of what they remember.
import functools
from concurrent.futures import ProcessPoolExecutor

calls = 0


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    global calls
    calls += 1
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return "logged", function(*args)

    return wrapper


@logged
def half(number):
    return number / 2


class Node:
    def __init__(self, value):
        self.value = value

    def double(self):
        return Node(self.value * 2)

    @classmethod
    def make(cls, value):
        return cls(value)

    @staticmethod
    def plain(value):
        return value + 1


def how_often():
    return calls


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(fibonacci, 10).result(), calls, pool.submit(how_often).result())
        print(pool.submit(half, 3).result(), pool.submit(functools.partial(pow, 2), 5).result())
        doubled = pool.submit(Node(3).double).result()
        print(doubled.value, type(doubled) is Node)
        print(pool.submit(Node.make, 5).result().value, pool.submit(Node.plain, 5).result())
        print(list(pool.map(str.upper, ["a", "b"])))
