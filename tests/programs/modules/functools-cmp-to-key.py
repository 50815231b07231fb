# Keys out of functions that compare: sorting with them, and what they refuse.
from functools import cmp_to_key


def trial(work, *args, **keywords):
    try:
        print(work(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def by_length(a, b):
    return len(a) - len(b)


words = ["ccc", "a", "bb", "d", "eeee", ""]
key = cmp_to_key(by_length)
print(sorted(words, key=key), sorted(words, key=key, reverse=True), min(words, key=key), max(words, key=key))
one, other = key("one"), key("three")
print(one < other, one <= other, one == other, one != other, one > other, one >= other, one.obj)
one.obj = "longer than three"
print(one > other, one == key("longer than seven"), key(obj="x").obj, key.obj)
print(cmp_to_key(mycmp=lambda a, b: (a > b) - (a < b))(1) < cmp_to_key(None)(2))
print(cmp_to_key(lambda a, b: 0.5)(1) > key(2), cmp_to_key(lambda a, b: True)(1) >= key(2))
for wrong in (
    lambda: cmp_to_key(),
    lambda: cmp_to_key(1, 2),
    lambda: key(),
    lambda: key(1, 2),
    lambda: key("a") < "b",
    lambda: key < key,
    lambda: cmp_to_key(5)(1) < key(1),
    lambda: cmp_to_key(lambda a, b: "text")(1) < key(1),
    lambda: sorted([1, 2], key=key),
):
    trial(wrong)
comparisons = []
sorted([3, 1, 2], key=cmp_to_key(lambda a, b: comparisons.append((a, b)) or a - b))
print(comparisons, key.__hash__, type(key).__name__, type(key).__module__)
