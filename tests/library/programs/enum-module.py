import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


class Color(Enum):
    """Colors."""
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def favorite(cls):
        return cls.GREEN

    @property
    def lower(self):
        return self.name.lower()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.RED in Color, Color.RED.describe(), Color.favorite(), Color.BLUE.lower, Color, type(Color.RED) is Color)
print(Color.RED == Color.RED, Color.RED != Color.GREEN, Color.RED == 1, Color.RED is Color(1), {Color.RED: "r"}[Color.CRIMSON], isinstance(Color.RED, Color))
print(list(reversed(Color)), list(Color.__members__.items()), f"{Color.RED} {Color.RED!r} {Color.RED:>12}|", "%s" % Color.RED, bool(Color.RED), Color.__doc__)
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: setattr(Color, "RED", 5), lambda: delattr(Color, "RED"), lambda: Color.RED < Color.GREEN,
            lambda: setattr(Color.RED, "name", "x"), lambda: setattr(Color.RED, "value", "x"), lambda: 1 in Color, lambda: Color("RED")):
    trial(bad)


def extend():
    class More(Color):
        PINK = 5


trial(extend)


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print(list(Auto))


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return (name, start, count, list(last_values))

    ONE = auto()
    TWO = auto()


print(list(Named))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def ratio(self):
        return round(self.mass / self.radius, 2)


print(Planet.EARTH, repr(Planet.MARS), Planet.EARTH.mass, Planet.MARS.ratio, Planet((0.64, 3.39)))


class Level(IntEnum):
    LOW = 1
    HIGH = 5


print(Level.LOW, repr(Level.HIGH), Level.LOW < Level.HIGH, Level.LOW + 1, Level(5), sorted([Level.HIGH, Level.LOW]), Level.LOW == 1, f"{Level.HIGH:03d}", [10, 20][Level.LOW], isinstance(Level.LOW, int), hash(Level.LOW) == hash(1), "%d" % Level.HIGH, int(Level.HIGH), max(Level))


class Mode(StrEnum):
    READ = auto()
    WRITE = "w"


print(Mode.READ, repr(Mode.READ), Mode.WRITE.upper(), Mode("w"), Mode.READ == "read", f"{Mode.READ:>6}", "x" + Mode.WRITE, {"read": 1}[Mode.READ])
trial(lambda: StrEnum("Bad", {"A": 1}))


class Kind(str, Enum):
    X = "x"
    Y = "y"


print(Kind.X, repr(Kind.X), Kind.X == "x", Kind.X.upper(), f"{Kind.Y}", Kind("y"), str.__str__(Kind.X))


class Mixed(int, Enum):
    A = 1

    def __str__(self):
        return "custom"


print(Mixed.A, f"{Mixed.A}", Mixed.A + 1, repr(Mixed.A))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0


print(list(Perm), Perm.R | Perm.W, repr(Perm.R | Perm.X), Perm.RW, Perm.RW is (Perm.R | Perm.W), ~Perm.R, Perm.R & Perm.W, repr(Perm.NONE), bool(Perm.NONE), Perm.R in Perm.RW, Perm.X in Perm.RW, len(Perm.RW), list(Perm.RW), Perm.R ^ Perm.RW, Perm(3), Perm(5), Perm(5).name, Perm(5).value, len(Perm), Perm["RW"])
for bad in (lambda: Perm(8), lambda: Perm.R | 1, lambda: 1 in Perm.R, lambda: Perm("x")):
    trial(bad)


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, repr(Bits.A | 8), repr(~Bits.A), Bits.A + 1, repr(Bits(0)), Bits.A & 3, list(Bits(7)), Bits(6) == 6, repr(4 | Bits.A), repr(Bits(16)), Perm, Bits)


class Empty(Flag):
    A = auto()


print(repr(Empty(0)), str(Empty(0)), ~Empty.A)


@unique
class Once(Enum):
    A = 1
    B = 2


trial(lambda: unique(Color))
Animal = Enum("Animal", "ANT BEE")
print(list(Animal), Animal, list(Enum("A", ["X", "Y"], start=5)), list(Enum("B", {"P": "p", "Q": "q"})), list(Enum("C", [("M", 1), ("N", 2)])), list(IntEnum("D", "U V")), Enum("E", "Z", type=int).Z + 1, Animal.__name__)


class Missing(Enum):
    A = "a"
    DEFAULT = "?"

    @classmethod
    def _missing_(cls, value):
        if value == "odd":
            return 5
        return cls.DEFAULT if isinstance(value, str) else None


print(Missing("a"), Missing("nope"))
trial(lambda: Missing(3))
trial(lambda: Missing("odd"))


class Base(Enum):
    def shout(self):
        return self.name + "!"

    @staticmethod
    def helper(x):
        return x + 1


class Derived(Base):
    A = 1
    _private = 3
    __hidden = 4


print(Derived.A.shout(), list(Derived), Derived.helper(1), Derived._private)


class New(Enum):
    def __new__(cls, value, label):
        self = object.__new__(cls)
        self._value_ = value
        self.label = label
        return self

    A = (1, "first")
    B = (2, "second")


print(New.A, New(2), New.B.label, New.A.value)


class Functions(Enum):
    PLUS = enum.member(lambda a, b: a + b)
    data = enum.nonmember([1, 2])
    A = 1


print([f.name for f in Functions], Functions.PLUS.value(1, 2), Functions.data)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2

    def __lt__(self, other):
        return self.value < other.value


print(sorted([Weekday.TUESDAY, Weekday.MONDAY]), Weekday.MONDAY < Weekday.TUESDAY, hash(Weekday.MONDAY) == hash("MONDAY"))
