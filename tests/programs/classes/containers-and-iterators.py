class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1


class Squares:
    def __init__(self, limit):
        self.limit, self.at = limit, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= self.limit:
            raise StopIteration
        self.at += 1
        return self.at ** 2


class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        print("get", key)
        return self.cells.get(key, 0)

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]


class Sequence:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


print(list(Countdown(3)), [*Countdown(2)], max(Countdown(5)), 2 in Countdown(3), list(zip(Squares(2), Countdown(9))))
squares = Squares(4)
print(next(squares), list(squares), list(squares))
grid = Grid()
grid[1, 2] = 5
grid[1, 2] += 1
print(grid[1, 2], grid["x"])
del grid[1, 2]
print(list(Sequence()), 20 in Sequence())
a, b, c = Sequence()
print(a, b, c)
