# Defaults are evaluated once, when `def` runs.
base = 10


def add(value, amount=base):
    return value + amount


base = 1000
print(add(1), add(1, 2), add(value=5, amount=6), add(amount=7, value=8))


def remember(item, seen=[]):
    seen.append(item)
    return seen


print(remember("a"))
print(remember("b"))
print(remember("c", []))
print(remember("d"))
print(remember.__defaults__, add.__name__)
