values = [1, 2, 3, 4, 5]
del values[0], values[-1]
print(values)
table = {"a": 1, "b": {"c": 2, "d": 3}}
del table["b"]["c"], table["a"]
print(table)
a = b = [1]
del a
print(b)
x, y = 1, 2
del (x, y)
try:
    x
except NameError as error:
    print(error)


def inside():
    value = "outer"

    def read():
        return value

    del value
    try:
        return read()
    except NameError as error:
        return str(error)


print(inside())
del values[:]
print(values)
