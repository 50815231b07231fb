# Reducing: what is iterated, what the function may do, and what is refused.
import itertools
import time
from functools import partial, reduce


def trial(work, *args, **keywords):
    try:
        print(work(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left


class ByIndex:
    def __getitem__(self, index):
        return "abc"[index]


class Broken:
    def __iter__(self):
        raise TypeError("not today")


class Wrong:
    def __iter__(self):
        return 5


def numbers():
    for number in range(4):
        print("next is", number)
        yield number


def add(a, b):
    time.sleep(0.01)
    return a + b


print(reduce(add, numbers()), reduce(add, Countdown(4), 10), reduce(add, ByIndex()), reduce(add, {"x": 1, "y": 2}))
print(reduce(max, [], "initial"), reduce(add, [None], ), reduce(partial(pow, 2), []) if False else "empty")
print(reduce(lambda seen, item: [*seen, item], itertools.islice(itertools.count(), 3), []))
for args in ((), (max,), (max, 5), (max, []), (max, [1, 2], 3, 4), (max, Broken()), (max, Wrong()), (add, [1, "2"])):
    trial(reduce, *args)
trial(reduce, max, iterable=[1])


def stopping(a, b):
    if b == 3:
        raise StopIteration("from the function")
    return a + b


trial(reduce, stopping, [1, 2, 3, 4])
trial(reduce, stopping, iter([3, 3]))
values = [1, 2, 3]
print(reduce(lambda a, b: (values.append(a) if len(values) < 6 else None) or a + b, values), values)
trial(reduce, next(iter([max])), (letter for letter in "hello"))
