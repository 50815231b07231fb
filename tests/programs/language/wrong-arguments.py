# The messages of calls that do not fit.
def two(first, second):
    return first, second


def options(value, *, fast, safe=False):
    return value, fast, safe


def positional(value, /):
    return value


calls = [
    lambda: two(),
    lambda: two(1),
    lambda: two(1, 2, 3),
    lambda: two(1, second=2, third=3),
    lambda: two(1, first=2),
    lambda: two(1, 2, 3, 4),
    lambda: options(1),
    lambda: options(1, 2),
    lambda: options(1, 2, fast=True),
    lambda: options(),
    lambda: positional(value=1),
    lambda: two(**{"first": 1}),
    lambda: (lambda: 0)(1),
    lambda: (lambda x, y=2: 0)(),
    lambda: (lambda x, y=2: 0)(1, 2, 3),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
