"""Functions that take and give functions. All of CPython's.

What is called often is native: see `functools.rs`.
"""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from _types import GenericAlias
from types import MethodType, UnionType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_nothing = object()


# Functions in the places of others


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    values = {name: getattr(wrapped, name, _nothing) for name in assigned}
    for name, value in values.items():
        if value is not _nothing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    setattr(wrapper, "__wrapped__", wrapped)  # last, since what was wrapped may have wrapped something itself
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


# Calls that are made in parts


class partialmethod:
    """As `partial`, for a method in a class. Prepared twice, it is one call with the arguments of both."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.args, self.keywords = func, args, keywords
        if isinstance(func, partialmethod):
            self.func, self.args, self.keywords = func.func, func.args + args, {**func.keywords, **keywords}

    def __repr__(self):
        arguments = ", ".join([repr(value) for value in self.args])
        keywords = ", ".join([f"{name}={value!r}" for name, value in self.keywords.items()])
        return f"{type(self).__module__}.{type(self).__qualname__}({self.func!r}, {arguments}, {keywords})"

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        bound = self.func if get is None else get(instance, owner)
        if bound is not self.func:
            call = partial(bound, *self.args, **self.keywords)
            if hasattr(bound, "__self__"):
                call.__self__ = bound.__self__
            return call

        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **{**self.keywords, **keywords})

        return method if instance is None else MethodType(method, instance)


# Comparisons

# For each comparison that a class may have: how the others follow from its answer. `f(answer, equal)`, where `equal` is a function.
_DERIVED = {
    "__lt__": {
        "__gt__": lambda less, equal: not less and not equal(),
        "__le__": lambda less, equal: less or equal(),
        "__ge__": lambda less, equal: not less,
    },
    "__le__": {
        "__ge__": lambda at_most, equal: not at_most or equal(),
        "__lt__": lambda at_most, equal: at_most and not equal(),
        "__gt__": lambda at_most, equal: not at_most,
    },
    "__gt__": {
        "__lt__": lambda more, equal: not more and not equal(),
        "__ge__": lambda more, equal: more or equal(),
        "__le__": lambda more, equal: not more,
    },
    "__ge__": {
        "__le__": lambda at_least, equal: not at_least or equal(),
        "__gt__": lambda at_least, equal: at_least and not equal(),
        "__lt__": lambda at_least, equal: not at_least,
    },
}


def total_ordering(cls):
    """All comparisons of a class, from `__eq__` and one of the others."""
    defined = [name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in defined)
    for name, derive in _DERIVED[root].items():
        if name not in defined:
            method = _comparison(root, derive)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def _comparison(root, derive):
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return derive(answer, lambda: self == other)

    return compare


# What was computed before


_info_class = None  # that of what `cache_info()` gives, once somebody has asked


def _cache_info(hits, misses, maxsize, currsize):
    global _info_class
    if _info_class is None:
        from collections import namedtuple

        _info_class = namedtuple("CacheInfo", "hits misses maxsize currsize", module=__name__)
    return _info_class(hits, misses, maxsize, currsize)


def lru_cache(maxsize=128, typed=False):
    """Remembers what a function gave for the arguments it was called with last."""
    if callable(maxsize) and isinstance(typed, bool):
        return _with_cache(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    limit = None if maxsize is None else max(maxsize, 0)
    return lambda function: _with_cache(function, limit, typed)


def cache(user_function, /):
    return _with_cache(user_function, None, False)


def _with_cache(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A property that is computed once, and kept in the instance."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__doc__ = getattr(func, "__doc__", None)

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            names = f"({self.attrname!r} and {name!r})"
            raise TypeError(f"Cannot assign the same cached_property to two different names {names}.")
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        kept = instance.__dict__
        if name not in kept:
            kept[name] = self.func(instance)
        return kept[name]


# Variants by type


def singledispatch(func):
    """A function with a variant for each type of its first argument."""
    variants = {object: func}

    def dispatch(cls):
        """The variant for a class: that of its nearest ancestor, or else of an abstract class that it counts as."""
        for ancestor in cls.__mro__:
            if ancestor in variants and ancestor is not object:
                return variants[ancestor]
        matches = [known for known in variants if known is not object and issubclass(cls, known)]
        for known in matches:
            if all(issubclass(known, other) for other in matches):
                return variants[known]
        if matches:
            raise RuntimeError(f"Ambiguous dispatch: {matches[0]} or {matches[1]}")
        return variants[object]

    def register(cls, function=None):
        if _is_dispatched(cls):
            if function is None:
                return lambda function: register(cls, function)
        elif function is not None:
            raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
        else:
            cls, function = _annotated_class(cls), cls
        for one in [cls] if isinstance(cls, type) else cls.__args__:
            variants[one] = function
        return function

    def wrapper(*args, **keywords):
        if not args:
            name = getattr(func, "__name__", "singledispatch function")
            raise TypeError(f"{name} requires at least 1 positional argument")
        variant = dispatch(type(args[0]))
        return variant(*args, **keywords)

    vars(wrapper).update(register=register, dispatch=dispatch, registry=variants)
    return update_wrapper(wrapper, func)


def _annotated_class(function):
    annotations = [value for name, value in getattr(function, "__annotations__", {}).items() if name != "return"]
    if not annotations:
        raise TypeError(
            f"Invalid first argument to `register()`: {function!r}. "
            "Use either `@register(some_class)` or plain `@register` on an annotated function."
        )
    name, annotation = next(item for item in function.__annotations__.items() if item[0] != "return")
    if isinstance(annotation, str):
        from typing import get_type_hints

        annotation = get_type_hints(getattr(function, "__func__", function))[name]
    if not _is_dispatched(annotation):
        what = "not all arguments are classes" if _is_union(annotation) else "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {annotation!r} {what}.")
    return annotation


def _is_union(annotation):
    return isinstance(annotation, UnionType) or repr(annotation).startswith(("typing.Union[", "typing.Optional["))


def _is_dispatched(annotation):
    """Whether there can be a variant for it: for a class, or for each of a union of classes."""
    if isinstance(annotation, type):
        return not hasattr(annotation, "__origin__")
    return _is_union(annotation) and all([isinstance(one, type) for one in annotation.__args__])


class singledispatchmethod:
    """As `singledispatch`, for a method: the type of the argument after `self` decides."""

    def __init__(self, func):
        self.func, self.dispatcher = func, singledispatch(func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            variant = self.dispatcher.dispatch(type(args[0]))
            return variant.__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return update_wrapper(method, self.func)
