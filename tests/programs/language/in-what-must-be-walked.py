# `in` walks along what has no __contains__, until it finds the item or comes to the end.


class ByIndex:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


class Fails:
    def __iter__(self):
        yield 1
        raise ValueError("in the middle")


def numbers():
    yield 1
    yield 2
    print("beyond 2")
    yield 3


print(20 in ByIndex(), 30 in ByIndex(), 30 not in ByIndex())
print(9 in (number for number in range(3)), None in (number for number in range(3)))
walk = numbers()
print(2 in walk, next(walk))
print(4 in numbers(), 3 in numbers())
print(1 in Fails())
try:
    print(2 in Fails())
except ValueError as error:
    print(error)
