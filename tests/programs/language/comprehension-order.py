# The first iterable is evaluated at once, everything else when the generator runs.
def noisy(name, values):
    print("make", name)
    return values


generator = (a + b for a in noisy("outer", [1, 2]) for b in noisy("inner", [10, 20]))
print("made")
print(next(generator))
print(next(generator))
print(list(generator))

factor = 2
lazy = (value * factor for value in [1, 2, 3])
factor = 100
print(list(lazy))


def show(value):
    print("value", value)
    return value


print({show("k"): show("v") for _ in range(1)})
print({show("a"): show(1), show("b"): show(2)})
print([show(1) if show(True) else show(2)])
result = show("left") and show("") or show("right")
print(result)
