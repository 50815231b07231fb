# Each place warns once, with the line of the program that is to blame.
import sys
import warnings

sys.stderr = sys.stdout


def old(value):
    warnings.warn("old() will go, use new()", DeprecationWarning, stacklevel=2)
    return value


def careless():
    warnings.warn("careless")


for _ in range(3):
    careless()
    old(1)
old(2)
warnings.warn(RuntimeWarning("an instance has its own category"))
warnings.warn("not shown", PendingDeprecationWarning)
warnings.warn("not shown either", ResourceWarning)


class Own(UserWarning):
    pass


def deep():
    warnings.warn("deeper than the program is", Own, stacklevel=50)


deep()
warnings.warn(" two\nlines", Own)
warnings.warn_explicit("said of another place", FutureWarning, "program.py", 3)
warnings.warn_explicit("of another file", FutureWarning, "other.py", 3, module="other")
for wrong in (int, 3):
    try:
        warnings.warn("?", wrong)
    except TypeError as error:
        print(error)
