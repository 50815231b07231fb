"""Functions that take and give functions. All of CPython's, but for `singledispatch` on unions and forward references."""

from _types import GenericAlias
from types import MethodType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


_nothing = object()


def reduce(function, iterable, initial=_nothing, /):
    iterator = iter(iterable)
    if initial is _nothing:
        for initial in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        initial = function(initial, item)
    return initial


class partial:
    """A function with some of its arguments given already."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        return f"functools.{type(self).__qualname__}({', '.join(_shown(self))})"


class partialmethod:
    """As `partial`, for a method in a class."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        bind = getattr(type(self.func), "__get__", None)
        bound = self.func if bind is None else bind(self.func, instance, owner)
        if bound is not self.func:
            return partial(bound, *self.args, **self.keywords)

        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **{**self.keywords, **keywords})

        return method if instance is None else MethodType(method, instance)

    def __repr__(self):
        return f"functools.partialmethod({', '.join(_shown(self))})"


def _shown(call):
    """The parts of a partial call as one would write them."""
    keywords = [f"{name}={value!r}" for name, value in call.keywords.items()]
    return [repr(call.func), *[repr(value) for value in call.args], *keywords]


def cmp_to_key(mycmp):
    """A key for sorting out of a function that compares two."""

    class K:
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

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
        return lru_cache(128, typed)(maxsize)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _cached(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)

    return decorate


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    known = {}  # the least recently used first
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _cache_key(args, keywords, typed)
        result = known.get(key, _nothing)
        if result is not _nothing:
            hits += 1
            if maxsize is not None:
                del known[key]
                known[key] = result
            return result
        misses += 1
        result = function(*args, **keywords)
        if maxsize != 0 and key not in known:
            if maxsize is not None and len(known) >= maxsize:
                del known[next(iter(known))]
            known[key] = result
        return result

    def cache_clear():
        nonlocal hits, misses
        known.clear()
        hits = misses = 0

    wrapper.cache_info = lambda: _CacheInfo((hits, misses, maxsize, len(known)))
    wrapper.cache_clear = cache_clear
    return wrapper


class cached_property:
    """A property that is computed once, and kept in the instance."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        values = instance.__dict__
        if self.attrname not in values:
            values[self.attrname] = self.func(instance)
        return values[self.attrname]


def singledispatch(func):
    """A function with a variant for each type of its first argument."""
    registry = {object: func}

    def dispatch(cls):
        """The variant for a class: that of its nearest ancestor, or else of an abstract class that it counts as."""
        for ancestor in cls.__mro__:
            if ancestor in registry and ancestor is not object:
                return registry[ancestor]
        matches = [known for known in registry if known is not object and issubclass(cls, known)]
        for known in matches:
            if all(issubclass(known, other) for other in matches):
                return registry[known]
        if matches:
            raise RuntimeError(f"Ambiguous dispatch: {matches[0]} or {matches[1]}")
        return registry[object]

    def register(cls, function=None):
        if function is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            function = cls
            cls = _annotated_class(function)
        registry[cls] = function
        return function

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
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
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            variant = self.dispatcher.dispatch(type(args[0]))
            return variant.__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return update_wrapper(method, self.func)
