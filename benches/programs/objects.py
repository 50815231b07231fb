"""Objects that are made, changed and asked: so many."""
SIZE = 60_000


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, by):
        self.x += by
        return self


class Place(Point):
    @property
    def sum(self):
        return self.x + self.y


total = 0
for number in range(SIZE):
    total += Place(number, 1).move(2).sum
