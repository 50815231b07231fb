# Calls that are prepared: what partial functions show, take apart, and refuse.
import copy
from functools import partial, partialmethod


def trial(work, *args, **keywords):
    try:
        print(work(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def shown(*args, **keywords):
    return args, keywords


class Named(partial):
    pass


both = partial(partial(shown, 1, a=2, b=3), 4, b=5, c=6)
print(both(7, a=8, d=9), both.func is shown, both.args, both.keywords)
both.keywords["late"] = 1
print(both(), partial(both)())
named = Named(len, [1, 2])
print(repr(named), named(), partial(named).func is len)
named.label = "kept apart"
print(partial(named).func is named, partial(named)(), vars(named))
copied = copy.copy(named)
print(type(copied) is Named, copied.label, copied(), copied.args is named.args)
for wrong in (lambda: partial(), lambda: partial(5), lambda: both.__setstate__(1), lambda: both.__setstate__((1, 2, 3, 4))):
    trial(wrong)
trial(partial(int, base=2), "101")
trial(partial(int, "7"), base=8)
trial(partial(shown, sep=1), **{"sep": 2})
itself = partial(shown)
itself.__setstate__((itself, (), {}, None))
print(repr(itself))
print(partial.__name__, partial.__module__, callable(both), partial(str.upper)("up"), partial.__call__(partial(max, 3), 5))


class Room:
    def size(self, by, unit="m"):
        return f"{by}{unit}"

    double, in_feet = partialmethod(size, 2), partialmethod(partialmethod(size, unit="ft"), 3)
    plain = partial(shown, "no self")


print(Room().double(), Room().in_feet(), Room().in_feet(unit="in"), Room.double(Room(), unit="!"), Room().plain(1))
trial(partialmethod, 5)
print(str(partialmethod(len, 2, a=3)).replace(repr(len), "len"), str(partialmethod(len)).replace(repr(len), "len"))
