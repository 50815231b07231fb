"""Functions that take and give functions. All of CPython's, but for `singledispatch` on unions and forward references."""

from _types import GenericAlias
from types import MethodType

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


def reduce(function, iterable, initial=_nothing, /):
    items = iter(iterable)
    result = next(items, _nothing) if initial is _nothing else initial
    if result is _nothing:
        raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        result = function(result, item)
    return result


# Calls that are made in parts


class _Prepared:
    """A function and some of its arguments. Prepared twice, it is one call with the arguments of both."""

    __class_getitem__ = classmethod(GenericAlias)
    _own = None  # the class whose calls are taken apart when they are prepared again

    def _prepare(self, func, args, keywords):
        self.func, self.args, self.keywords = func, args, keywords
        if isinstance(func, self._own):
            self.func, self.args, self.keywords = func.func, func.args + args, {**func.keywords, **keywords}

    def __repr__(self):
        arguments = [repr(value) for value in (self.func, *self.args)]
        arguments += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.{self._shown_as()}({', '.join(arguments)})"


class partial(_Prepared):
    """A function with some of its arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self._prepare(func, args, keywords)

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def _shown_as(self):
        return type(self).__qualname__


class partialmethod(_Prepared):
    """As `partial`, for a method in a class."""

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self._prepare(func, args, keywords)

    def __get__(self, instance, owner=None):
        descriptor = getattr(type(self.func), "__get__", None)
        bound = self.func if descriptor is None else descriptor(self.func, instance, owner)
        if bound is not self.func:
            return partial(bound, *self.args, **self.keywords)

        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **{**self.keywords, **keywords})

        return method if instance is None else MethodType(method, instance)

    def _shown_as(self):
        return "partialmethod"


partial._own, partialmethod._own = partial, partialmethod


# Comparisons

# How each comparison is read off a number that is below, at or above zero.
_READ = {
    "__lt__": lambda number: number < 0,
    "__le__": lambda number: number <= 0,
    "__eq__": lambda number: number == 0,
    "__ge__": lambda number: number >= 0,
    "__gt__": lambda number: number > 0,
}


def cmp_to_key(mycmp):
    """A key for sorting out of a function that compares two."""

    class K:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

    def comparison(read):
        return lambda one, other: read(mycmp(one.obj, other.obj))

    for name, read in _READ.items():
        setattr(K, name, comparison(read))
    K.__hash__ = None
    return K


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


class _CacheInfo(tuple):
    """How a cache has done: hits, misses, maxsize, currsize."""

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits={!r}, misses={!r}, maxsize={!r}, currsize={!r})".format(*self)


_KEYWORDS_FOLLOW = object()


def _cache_key(args, keywords, typed):
    key = args
    if keywords:
        key += (_KEYWORDS_FOLLOW, *keywords.items())
    if typed:
        key += tuple([type(value) for value in args]) + tuple([type(value) for value in keywords.values()])
    return key


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
    wrapper = _cached(function, maxsize, typed)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def _cached(function, maxsize, typed):
    known = {}  # the least recently used first
    found = missed = 0  # how many calls found a result, and how many did not

    def wrapper(*args, **keywords):
        nonlocal found, missed
        key = _cache_key(args, keywords, typed)
        result = known.get(key, _nothing)
        if result is not _nothing:
            found += 1
            if maxsize is not None:
                del known[key]
                known[key] = result
            return result
        missed += 1
        result = function(*args, **keywords)
        if maxsize != 0 and key not in known:
            if maxsize is not None and len(known) >= maxsize:
                del known[next(iter(known))]
            known[key] = result
        return result

    def forget():
        nonlocal found, missed
        known.clear()
        found = missed = 0

    wrapper.cache_info = lambda: _CacheInfo((found, missed, maxsize, len(known)))
    wrapper.cache_clear = forget
    return wrapper


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
        if function is None and isinstance(cls, type):
            return lambda function: register(cls, function)
        if function is None:
            cls, function = _annotated_class(cls), cls
        variants[cls] = function
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
    if not isinstance(annotations[0], type):
        raise TypeError(f"Invalid annotation. {annotations[0]!r} is not a class.")
    return annotations[0]


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
