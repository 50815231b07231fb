import math
import random as r
from math import floor, ceil as up
import time, asyncio

print(math.pi, math.sqrt(16), floor(2.7), up(2.1))
print(type(math).__name__, math.__name__, r.__name__)
print(callable(time.sleep), callable(asyncio.sleep), asyncio.run.__name__)
try:
    import no_such_module
except ImportError as error:
    print(type(error).__name__, error)
try:
    from math import no_such_name
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    math.nothing
except AttributeError as error:
    print(error)


def local_import():
    from math import gcd
    return gcd(12, 18)


print(local_import())
print(__name__)
