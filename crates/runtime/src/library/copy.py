"""Copies of objects, shallow and deep. Objects are copied by their attributes; of the methods for pickling only `__reduce__` and those
for the state are asked.
"""

from _collections import deque


class Error(Exception):
    """Something cannot be copied."""


error = Error
_SAME = (int, float, bool, str, bytes, range, slice, type, type(None), type(...), type(NotImplemented), property)


def copy(x):
    cls = type(x)
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    if cls in (list, dict, set):
        return x.copy()
    if cls in (tuple, frozenset) or isinstance(x, _SAME) or _is_function(x):
        return x
    return _rebuild(x, lambda part: part, {})


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    made = _deep(x, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)  # or its id could be given to another object meanwhile
    return made


def _deep(x, memo):
    cls = type(x)
    if isinstance(x, type) or cls in _SAME or _is_function(x):
        return x
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        return method(x, memo)
    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]  # it contains itself, and was copied on the way
        return x if all(new is old for new, old in zip(items, x)) else tuple(items)
    if cls in (set, frozenset):
        return cls([deepcopy(item, memo) for item in x])
    if cls is deque:
        return deque([deepcopy(item, memo) for item in x], x.maxlen)
    return _rebuild(x, lambda part: deepcopy(part, memo), memo)


def _is_function(x):
    return hasattr(x, "__code__") or type(x).__name__ in ("builtin_function_or_method", "module")


def _rebuild(x, each, memo):
    """An object of the same class whose parts are what `each` makes of the parts."""
    cls = type(x)
    reduce = getattr(cls, "__reduce__", None)
    if reduce is not None and reduce is not getattr(object, "__reduce__", None) and not isinstance(x, (list, dict, set)):
        return _from_reduced(x.__reduce__(), each)
    new = _new(x, cls, each)
    memo[id(x)] = new
    if isinstance(x, list):
        list.extend(new, [each(item) for item in x])
    elif isinstance(x, dict):
        for key, value in x.items():
            new[each(key)] = each(value)
    elif isinstance(x, set):
        set.update(new, [each(item) for item in x])
    state = x.__getstate__() if "__getstate__" in _own_methods(cls) else getattr(x, "__dict__", None)
    if state is not None:
        state = each(state)
        if "__setstate__" in _own_methods(cls):
            new.__setstate__(state)
        else:
            new.__dict__.update(state)
    return new


def _own_methods(cls):
    return {name for ancestor in cls.__mro__ if ancestor is not object for name in ancestor.__dict__}


def _new(x, cls, each):
    """An empty object of the class, or a full one if it cannot change."""
    if "__getnewargs__" in _own_methods(cls):
        return cls.__new__(cls, *[each(arg) for arg in x.__getnewargs__()])
    for kind in (tuple, frozenset, int, float, str, bytes):
        if isinstance(x, kind):
            return kind.__new__(cls, [each(item) for item in x] if kind in (tuple, frozenset) else x)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *each(x.args))
    try:
        return cls.__new__(cls)
    except TypeError:
        raise TypeError(f"cannot pickle {cls.__name__!r} object") from None


def _from_reduced(reduced, each):
    """An object from what its `__reduce__` returned: what to call, and what to set afterwards."""
    make, args, *state = reduced
    new = make(*[each(arg) for arg in args])
    if state and state[0] is not None:
        if hasattr(new, "__setstate__"):
            new.__setstate__(each(state[0]))
        else:
            new.__dict__.update(each(state[0]))
    return new
