from dataclasses import dataclass
from enum import Enum


@dataclass
class Point:
    x: int
    y: int


class Shape:
    def __init__(self, kind, size):
        self.kind, self.size = kind, size


class Mode(Enum):
    ON = 1
    OFF = 2


def look(thing):
    match thing:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, y) if x == y:
            return f"on the diagonal at {x}"
        case Point():
            return "somewhere"
        case Shape(kind="circle", size=size):
            return f"circle of {size}"
        case [Point(x=a), Point(x=b)]:
            return f"two points {a} {b}"
        case Mode.ON:
            return "on"
        case Mode():
            return "other mode"
        case int(n) | float(n):
            return f"number {n}"
        case dict() | list():
            return "container"
        case _:
            return "unknown"


for thing in (Point(0, 0), Point(0, 5), Point(2, 2), Point(1, 2), Shape("circle", 3), Shape("square", 1),
              [Point(1, 2), Point(3, 4)], Mode.ON, Mode.OFF, 5, 2.5, {}, [], "text"):
    print(look(thing))
