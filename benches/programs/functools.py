"""Functions that `functools` makes, and what it does with others: so many calls of each."""
import functools

SIZE = 20_000


def add(a, b, c=0):
    return a + b


def compare(a, b):
    return a - b


@functools.lru_cache(maxsize=128)
def remembered(number):
    return number


plus_one = functools.partial(add, 1, c=2)

for number in range(SIZE):
    plus_one(number)
    remembered(number % 100)
functools.reduce(add, range(SIZE))
for start in range(SIZE // 100):
    sorted([start + 7, start, start + 3, start + 9, start + 1], key=functools.cmp_to_key(compare))
