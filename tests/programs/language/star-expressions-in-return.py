def parts(items):
    first, *rest = items
    return first, *rest, len(items)


print(parts([1, 2, 3]))


def generate():
    yield 1, *[2, 3]


print(list(generate()))
for item in 1, *"ab":
    print(item, end=" ")
print()
x = *"ab", "c"
print(x)
print([*[], *()], {*[1, 2], *[2, 3]} == {1, 2, 3})
index = {(1, 2): "pair"}
print(index[1, 2], index[(1, 2)])
