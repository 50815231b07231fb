def describe(name, /, size, *, color="red", **rest):
    return f"{name} {size} {color} {rest}"


print(describe("ball", 3))
print(describe("ball", size=4, color="blue"))
print(describe("ball", 5, weight=2, name="other"))


def collect(*args, **kwargs):
    return args, kwargs


print(collect())
print(collect(1, 2, x=3))
print(collect(*[1, 2], *"ab", **{"k": 1}, **{"m": 2}))
values = {"size": 1, "color": "green"}
print(describe("box", **values))
print(collect(1, *range(2, 5), z=9, **{"y": 8}))
