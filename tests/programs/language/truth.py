values = [0, 1, -1, 0.0, 0.1, "", " ", [], [0], (), (0,), {}, {0: 0}, set(), None, True, False, range(0), range(1), b"", 10 ** 30]
for value in values:
    print(repr(value), bool(value), not value)
print(all([]), any([]), all([1, "a"]), any([0, ""]), all(x > 0 for x in [1, 2]), any(x > 5 for x in [1, 2]))
print(bool("False"), bool(len), True and "kept", False or "other", None or 0)
