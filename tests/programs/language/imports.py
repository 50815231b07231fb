import asyncio as aio
import random, time
from random import randint, seed as start_with
from time import (
    monotonic,
    sleep as pause,
)

print(type(random).__name__, random.__name__, aio.sleep.__name__, callable(monotonic))
start_with(1)
print(randint(1, 100), random.randint(1, 100), pause(0))


def local_import():
    from random import choice
    import time as clock
    return choice is random.choice, clock is time, "choice" in globals()


print(local_import(), __name__)
try:
    import no_such_module
except ImportError as error:
    print(type(error).__name__, error)
try:
    from time import no_such_name
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    random.nothing
except AttributeError as error:
    print(error)
