import dataclasses
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import Any, ClassVar, List, Optional


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Point:
    x: int
    y: int = 0


p = Point(1)
print(p, p == Point(1, 0), p == (1, 0), p != Point(2), Point(y=2, x=1), p.x, Point.y, Point.__doc__, Point.__match_args__, [f.name for f in fields(p)])
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Point(1, x=2), lambda: hash(p), lambda: p < p, lambda: Point.x):
    trial(bad)
p.x = 5
print(p, asdict(p), astuple(p), replace(p, y=9), is_dataclass(p), is_dataclass(Point), is_dataclass(5))


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False, repr=False)


v = Version(1, 2, "x")
print(v, v == Version(1, 2, "y"), v < Version(1, 3), v >= Version(1), hash(v) == hash(Version(1, 2)), sorted([Version(2), Version(1, 5)]), {v: 1}[Version(1, 2)])
for bad in (lambda: setattr(v, "major", 3), lambda: delattr(v, "major"), lambda: setattr(v, "other", 3), lambda: v < 5, lambda: v < Point(1)):
    trial(bad)


@dataclass
class Basket:
    owner: str
    items: List[str] = field(default_factory=list)
    count: ClassVar[int] = 0
    tag: Optional[str] = None
    total: int = field(init=False, default=7)
    log: list = field(init=False, default_factory=list, repr=False)

    def __post_init__(self):
        self.total += len(self.items)


a, b = Basket("ann"), Basket("bob", ["x"])
a.items.append(1)
print(a, b, a.items is b.items, Basket.count, b.total, a.log, [f.name for f in fields(Basket)], asdict(b))
trial(lambda: replace(b, total=1))
print(replace(b, owner="cy"))


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: int = 10


print(Child(), Child(1, 2, 3), [f.name for f in fields(Child)], Child() == Child(10), Child(10, 2) == Base(10, 2))


@dataclass
class Ward:
    name: str
    scale: InitVar[int] = 2
    size: int = field(init=False)

    def __post_init__(self, scale):
        self.size = len(self.name) * scale


print(Ward("abc"), Ward("abc", 5), Ward("abc", scale=1))


@dataclass
class Keys:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3


print(Keys(1, b=2), Keys(b=1, a=2, c=4), Keys.__match_args__)
for bad in (lambda: Keys(1), lambda: Keys(1, 2), lambda: Keys(1, 2, 3), lambda: Keys(b=1), lambda: Keys()):
    trial(bad)


@dataclass(kw_only=True)
class AllKeys:
    a: int
    b: int = 1


print(AllKeys(a=3))
trial(lambda: AllKeys(3))


def wrong():
    @dataclass
    class Wrong:
        a: int = 1
        b: int


def mutable():
    @dataclass
    class Mutable:
        a: list = []


def unannotated():
    @dataclass
    class Unannotated:
        a = field(default=1)


def inherit():
    @dataclass
    class Thawed(Version):
        x: int = 1


for bad in (wrong, mutable, unannotated, inherit, lambda: field(default=1, default_factory=list), lambda: asdict(5), lambda: fields(5), lambda: replace(5), lambda: asdict(Point),
            lambda: dataclass(order=True, eq=False)(type("X", (), {}))):
    trial(bad)


@dataclass
class Node:
    value: Any
    children: list = field(default_factory=list)
    parent: Any = None


root = Node(1)
root.children.append(Node(2))
print(root, asdict(root), astuple(root))
root.parent = root
print(root)


@dataclass(repr=False, eq=False)
class Plain:
    x: int = 1

    def __repr__(self):
        return "plain"


print(Plain(), Plain() == Plain(), isinstance(hash(Plain()), int))


@dataclass
class Own:
    x: int

    def __init__(self):
        self.x = 42

    def __eq__(self, other):
        return True


print(Own(), Own() == 5)


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: list = field(default_factory=list, hash=False)


print(hash(Hashed(1)) == hash(Hashed(1, [2])))
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, 5)], bases=(), namespace={"double": lambda self: self.b * 2})
print(Made(1, 2), Made(1, 2).double(), Made.__name__)


@dataclass
class Outer:
    @dataclass
    class Inner:
        x: int = 1

    inner: Inner = field(default_factory=Inner)


print(Outer())
match Point(3, 4):
    case Point(x, y=4):
        print("matched", x)


@dataclass(frozen=True)
class Frozen:
    items: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "items", tuple(sorted(self.items)))


print(Frozen([3, 1, 2]), hash(Frozen((1, 2))) == hash(Frozen((2, 1))))


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 2


print(Slotted(1))
