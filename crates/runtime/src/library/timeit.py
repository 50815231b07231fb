"""How long something takes on the run's clock. It is measured by calling it; code in strings is refused, since nothing runs it here."""

from _types import unsupported
from time import perf_counter

default_timer = perf_counter
default_number = 1000000
default_repeat = 5


def _callable(code, name):
    if code == "pass":  # what is measured, or done before, where nothing is said
        return lambda: None
    if isinstance(code, str):
        unsupported(
            f"timeit with code in a string is not supported here: give {name} a function, such as `lambda: work()`"
        )
    if not callable(code):
        raise ValueError(f"{name} is neither a string nor callable")
    return code


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self._work = _callable(stmt, "stmt")
        self._prepare = _callable(setup, "setup")
        self.timer = timer

    def timeit(self, number=default_number):
        work, timer = self._work, self.timer
        self._prepare()
        start = timer()
        for _ in range(number):
            work()
        return timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """How often it takes to reach a fifth of a second, in round numbers, and how long that took."""
        decade = 1
        while True:
            for factor in (1, 2, 5):
                number = decade * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            decade *= 10

    def print_exc(self, file=None):
        from traceback import print_exc

        print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
