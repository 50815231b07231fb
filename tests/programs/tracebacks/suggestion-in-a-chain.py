import time

try:
    time.slep(1)
except AttributeError as error:
    raise RuntimeError("no sleep") from error
