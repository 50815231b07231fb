import asyncio as aio
import math as m, random
from math import (
    cos,
    sin as sine,
)

print(m.sqrt(9), round(cos(0) + sine(0), 3), aio.sleep.__name__, random.__name__)


def inner():
    import math
    return math.floor(2.9), "math" in globals()


print(inner())
from math import *
print(round(pi, 3), floor(1.5))
if True:
    import time
print(time.sleep(0))
