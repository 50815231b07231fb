# What goes to another process is taken apart: functions and classes go by name, and some things cannot go.
import threading
from concurrent.futures import ProcessPoolExecutor


def identity(value):
    return value


def make_local():
    def local():
        pass

    return local


def make_generator():
    return (number for number in range(3))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def swap(point):
    return Point(point.y, point.x)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        for value in (make_local(), (n for n in []), threading.Lock(), threading):
            try:
                pool.submit(identity, value).result()
            except Exception as error:
                print(type(error).__name__, error)
        try:
            pool.submit(lambda: 1).result()
        except Exception as error:
            print(type(error), str(error).split(" at ")[0], str(error).split(": ")[-1])
        try:
            pool.submit(make_generator).result()
        except TypeError as error:
            print(error)
        swapped = pool.submit(swap, Point(1, 2)).result()
        print(type(swapped) is Point, swapped.x, swapped.y)
        print(pool.submit(identity, identity).result() is identity)
        print(pool.submit(identity, Point).result() is Point)
