# `__index__` runs before the length of the sequence is asked.
items = []


class Emptying:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        items.clear()
        return self.number


def tried(action):
    items[:] = range(10)
    try:
        print(action())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)


def assign_slice():
    items[Emptying(2) : Emptying(5)] = [1]
    return items


def assign_stepped():
    items[:: Emptying(2)] = [1]
    return items


def delete_slice():
    del items[Emptying(2) :]
    return items


tried(lambda: items[Emptying(5) :])
tried(lambda: items[: Emptying(5)])
tried(lambda: items[:: Emptying(2)])
tried(lambda: items[Emptying(2)])
tried(lambda: items.pop(Emptying(2)))
tried(lambda: items.index(3, Emptying(1)))
tried(assign_slice)
tried(assign_stepped)
tried(delete_slice)
