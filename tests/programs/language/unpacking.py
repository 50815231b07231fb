a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "xy"
print(start, end)
head, *nothing = [1]
print(head, nothing)
(p, q), [r, *s] = (1, 2), "word"
print(p, q, r, s)
x = y = z = []
x.append(1)
print(y, z is x)
values = [0, 1, 2]
i = 0
i, values[i] = 2, "changed"
print(i, values)
print([*"ab", *range(2)], (*"ab", 1), {*"a", *"a"}, {**{"x": 1}, "x": 2})
for key, (left, right) in {"k": (1, 2)}.items():
    print(key, left, right)


def pair():
    return 1, 2


print(*pair(), sep="-")
[m, n] = pair()
print(m + n)
d = {}
d["a"], d["b"] = 1, 2
print(d)
one, = [7]
print(one)
