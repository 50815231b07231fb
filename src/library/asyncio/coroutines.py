"""Telling coroutines from other things."""

from types import CoroutineType, GeneratorType

# Generators count, as they did before async/await: a task can run one.
_COROUTINE_TYPES = (CoroutineType, GeneratorType)


def iscoroutine(obj):
    return isinstance(obj, _COROUTINE_TYPES)


def iscoroutinefunction(func):
    from inspect import iscoroutinefunction  # only here, so that most programs never load it

    return iscoroutinefunction(func)
