from dataclasses import dataclass, field, asdict, replace


@dataclass
class Item:
    name: str
    price: float
    quantity: int = 1
    tags: list = field(default_factory=list)

    def total(self):
        return self.price * self.quantity


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0


item = Item("pen", 1.5, 4)
other = Item("pen", 1.5, 4)
item.tags.append("blue")
print(item, item.total(), other, item == other, Item("a", 1) == Item("a", 1))
print(asdict(item), replace(item, price=2.0).total())
p = Point(1, 2)
print(p, {p: "hashable"}[Point(1, 2)], Point(1) < p, sorted([Point(2), Point(1, 5), Point(1)]))
try:
    p.x = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    Item("only name")
except TypeError as error:
    print(error)


@dataclass
class Circle:
    radius: float
    area: float = field(init=False)

    def __post_init__(self):
        self.area = round(3.14159 * self.radius ** 2, 2)


print(Circle(2), Circle(1).area)
