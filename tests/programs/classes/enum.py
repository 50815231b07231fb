from enum import Enum, IntEnum, auto


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3

    def mixed(self):
        return self.name.lower() + "ish"


class State(Enum):
    READY = auto()
    RUNNING = auto()
    DONE = "done"


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.GREEN.mixed())
print(list(Color), len(Color), Color.RED is Color(1), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color))
print([state.value for state in State], State.DONE, {Color.RED: "r"}[Color.RED], Level.HIGH > Level.LOW, Level.HIGH + 1, Level.LOW == 1)
try:
    Color(9)
except ValueError as error:
    print(error)
try:
    Color["PINK"]
except KeyError as error:
    print(repr(error))
try:
    Color.RED = 5
except AttributeError as error:
    print("cannot reassign" in str(error))
