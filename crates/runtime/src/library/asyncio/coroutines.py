"""Telling coroutines from other things, and stepping objects that only behave like them."""

from _asyncio import is_coroutine


def iscoroutine(obj):
    return is_coroutine(obj)


def iscoroutinefunction(func):
    from inspect import iscoroutinefunction  # only here, so that most programs never load it

    return iscoroutinefunction(func)


def drive(coro):
    """A generator that steps an object with a coroutine's methods: tasks step nothing but generators."""
    generator = _steps(coro)
    next(generator)  # so that it has begun, and an exception thrown before the first step reaches the object
    return generator


def _steps(coro):
    given = None
    while True:
        try:
            sent = yield given
        except GeneratorExit:
            raise
        except BaseException as error:
            step, argument = coro.throw, error
        else:
            step, argument = coro.send, sent
        try:
            given = step(argument)
        except StopIteration as stop:
            return stop.value
