a = [3, 1, 2]
print(a.append(4), a, a.extend("xy"), a, a.insert(1, "in"), a)
print(a.pop(), a.pop(0), a.index(2), a.count(1), a)
a.remove("in")
a.insert(-1, "before last")
a.insert(100, "far")
print(a, a.copy() == a, a.copy() is a)
a.reverse()
print(a, len(a), "far" in a)
a.clear()
print(a, [1, 2] + [3], [0] * 3, 2 * [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [[]] * 2)
b = [[]] * 3
b[0].append(1)
print(b)
c = [1, 2, 3, 4]
c[1:3] = []
c += (5, 6)
c.extend(x for x in range(2))
print(c, c.index(1), c.index(1, 1), min(c), max(c), sum(c))
c.sort(reverse=True)
print(c, list(reversed(c)), sorted(c, key=lambda x: x % 3))
print([1, [2, 3]].copy(), [x for x in [] or [0]], [1, 2, 3][-2:], [None] * 2)
for attempt in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(9), lambda: [1].index(9), lambda: [1].append(), lambda: [1].insert(1)):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
