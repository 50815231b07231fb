print(range(5), list(range(5)), list(range(2, 5)), list(range(5, 0, -2)), list(range(0)))
r = range(0, 20, 3)
print(len(r), r[2], r[-1], r[1:4], 9 in r, 10 in r, r.index(12), r.count(3), list(reversed(r)))
print(r.start, r.stop, r.step, range(3) == range(0, 3, 1), range(0) == range(5, 5), bool(range(0)))
print(range(10 ** 20, 10 ** 20 + 3)[1], len(range(10 ** 9)), 10 ** 8 in range(10 ** 9))
print(sum(range(101)), max(range(3, 9)), min(range(9, 3, -1)), list(range(-3, 3)))
for attempt in (lambda: range(5)[5], lambda: range(), lambda: range("3"), lambda: range(1, 2, 3, 4)):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
