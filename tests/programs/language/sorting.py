words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words))
print(sorted(words, key=len))
print(sorted(words, key=len, reverse=True))
print(sorted(words, key=lambda w: (w[-1], -len(w))))
people = [("ann", 30), ("bob", 25), ("cid", 30), ("dan", 25)]
people.sort(key=lambda p: p[1])
print(people)
people.sort(key=lambda p: p[1], reverse=True)
print(people)
print(sorted([3, 1.5, True, -2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a"), (0, "z")]))
print([1, 2].sort(), max(words, key=len), min(words, key=len), max([], default="none"))
calls = []
sorted([3, 1, 2], key=lambda v: calls.append(v) or v)
print(calls, list(reversed([1, 2, 3])), sorted([[2], [1, 5], []]))
try:
    [1, "a", 2].sort()
except TypeError as error:
    print(error)
try:
    sorted([1], lambda v: v)
except TypeError as error:
    print(error)
