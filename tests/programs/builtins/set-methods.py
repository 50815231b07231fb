a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9]), a.intersection([1, 5]), a.difference([1]), a.symmetric_difference([1]))
print(a <= b, {2} < a, a >= {1}, a.isdisjoint({7}), a.issubset({1, 2, 3, 4}), a.issuperset([1]), {1, 2} == {2, 1})
a.add(5)
a.discard(1)
a.discard(100)
a.remove(2)
print(a, len(a), 5 in a, a.copy() is a)
a.update([7, 8], {9})
a.difference_update({7})
a.intersection_update({3, 5, 8, 100})
a.symmetric_difference_update({8, 0})
print(sorted(a), {1}.pop(), sorted(set("hello")), set(), {*()} == set())
frozen = frozenset([1, 2])
print(frozen | {3}, {frozen: "key"}[frozenset([2, 1])], frozen == {1, 2}, type(frozen & {1}).__name__)
print({1, 1.0, True}, len({"a", "b", "a"}), sorted({x % 3 for x in range(10)}), min({3, 1}), sum({1, 2}))
for attempt in (lambda: a.remove(77), lambda: {[]}, lambda: set(5), lambda: frozen.add(1), lambda: {1} + {2}, lambda: {1}[0]):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
