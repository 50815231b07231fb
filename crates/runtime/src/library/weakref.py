"""References that keep nothing alive. What is gone is gone when its last other reference is, as in CPython.

Where it stops: a circle of objects that refer to each other is never gone, and each call of `ref` makes a reference of its own,
so that none are counted. What a proxy passes on is attributes, calls, and what containers and texts need.
"""

import atexit
from _weakref import Weak, add_callback
from collections.abc import MutableMapping, MutableSet


class ReferenceType:
    __module__ = "weakref"

    def __new__(cls, object, callback=None, /, *rest):
        self = super().__new__(cls)
        self._weak = Weak(object)
        self._kind = type(object).__name__
        self._hash = None
        self.__callback__ = callback
        if callback is not None:
            add_callback(self._weak, self)
        return self

    def __init__(self, object, callback=None, /, *rest):
        pass

    def __call__(self):
        return self._weak.get()

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        ours, theirs = self._weak.get(), other._weak.get()
        return self is other if ours is None or theirs is None else ours == theirs

    def __hash__(self):
        if self._hash is None:
            object = self._weak.get()
            if object is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(object)
        return self._hash

    def __repr__(self):
        object = self()
        state = "dead" if object is None else f"to '{self._kind}' at {hex(id(object))}"
        return f"<weakref at {hex(id(self))}; {state}>"


ref = ReferenceType


class WeakMethod(ReferenceType):
    """Of a method that lives as long as its object: methods themselves are made anew whenever they are asked for."""

    def __new__(cls, meth, callback=None):
        try:
            object, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ReferenceType.__new__(cls, object, callback)
        self._function = Weak(function)
        return self

    def __call__(self):
        object, function = self._weak.get(), self._function.get()
        return None if object is None or function is None else function.__get__(object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        ours, theirs = self(), other()
        return self is other if ours is None or theirs is None else ours == theirs

    __hash__ = ReferenceType.__hash__


def _gone():
    return ReferenceError("weakly-referenced object no longer exists")


class ProxyType:
    """Behaves as what it refers to, as long as that is there."""

    __module__ = "weakref"
    __hash__ = None

    def __init__(self, object, callback=None, /):
        self.__dict__["_ProxyType__ref"] = ref(object, callback and (lambda _: callback(self)))

    def __getattr__(self, name):
        return getattr(_behind(self), name)

    def __setattr__(self, name, value):
        setattr(_behind(self), name, value)

    def __delattr__(self, name):
        delattr(_behind(self), name)

    def __call__(self, *args, **keywords):
        return _behind(self)(*args, **keywords)

    def __str__(self):
        return str(_behind(self))

    def __repr__(self):
        return f"<weakproxy at {hex(id(self))} to {type(_behind(self)).__name__} at {hex(id(_behind(self)))}>"

    def __bool__(self):
        return bool(_behind(self))

    def __len__(self):
        return len(_behind(self))

    def __iter__(self):
        return iter(_behind(self))

    def __contains__(self, item):
        return item in _behind(self)

    def __getitem__(self, key):
        return _behind(self)[key]

    def __setitem__(self, key, value):
        _behind(self)[key] = value

    def __delitem__(self, key):
        del _behind(self)[key]

    def __eq__(self, other):
        return _behind(self) == (_behind(other) if isinstance(other, ProxyType) else other)


CallableProxyType = ProxyType
ProxyTypes = (ProxyType, CallableProxyType)


def _behind(proxy):
    object = proxy.__dict__["_ProxyType__ref"]()
    if object is None:
        raise _gone()
    return object


def proxy(object, callback=None, /):
    return ProxyType(object, callback)


class _WeakDictionary(MutableMapping):
    """What both kinds have in common. `_alive()` gives keys and values, and strikes off what is gone."""

    def __iter__(self):
        return iter([key for key, _ in self._alive()])

    def __len__(self):
        return len(self._alive())

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))}>"

    def items(self):
        return iter(self._alive())

    def keys(self):
        return iter(self)

    def values(self):
        return iter([value for _, value in self._alive()])

    def copy(self):
        other = type(self)()
        for key, value in self._alive():
            other[key] = value
        return other

    __copy__ = copy


class WeakValueDictionary(_WeakDictionary):
    """A dict whose entries go with their values."""

    def __init__(self, other=(), /, **keywords):
        self._refs = {}
        self.update(other, **keywords)

    def _alive(self):
        found = [(key, one()) for key, one in self._refs.items()]
        for key, value in found:
            if value is None:
                del self._refs[key]
        return [(key, value) for key, value in found if value is not None]

    def __getitem__(self, key):
        value = self._refs[key]()
        if value is None:
            del self._refs[key]
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._refs[key] = ref(value)

    def __delitem__(self, key):
        self[key]
        del self._refs[key]

    def __contains__(self, key):
        return key in self._refs and self._refs[key]() is not None

    def valuerefs(self):
        return list(self._refs.values())


class WeakKeyDictionary(_WeakDictionary):
    """A dict whose entries go with their keys."""

    def __init__(self, dict=None):
        self._values = {}
        if dict is not None:
            self.update(dict)

    def _alive(self):
        found = [(one, one(), value) for one, value in self._values.items()]
        for one, key, _ in found:
            if key is None:
                del self._values[one]
        return [(key, value) for _, key, value in found if key is not None]

    def __getitem__(self, key):
        return self._values[ref(key)]

    def __setitem__(self, key, value):
        self._values[ref(key)] = value

    def __delitem__(self, key):
        del self._values[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._values
        except TypeError:
            return False

    def keyrefs(self):
        return list(self._values)


class WeakSet(MutableSet):
    """A set whose members go when nothing else refers to them."""

    def __init__(self, data=None):
        self._members = WeakKeyDictionary()
        self.update(() if data is None else data)

    def __contains__(self, item):
        return item in self._members

    def __iter__(self):
        return iter(self._members)

    def __len__(self):
        return len(self._members)

    def __repr__(self):
        return repr({ref(member) for member in self})

    def add(self, item):
        self._members[item] = None

    def discard(self, item):
        self._members.pop(item, None)

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None

    def union(self, other):
        return type(self)([*self, *other])

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    def difference(self, other):
        others = set(other)
        return type(self)([item for item in self if item not in others])

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)


class finalize:
    """A call that is made once: when an object is gone, when somebody asks, or at the end of the program."""

    _all = {}  # what is to be called, by finalizer, in the order of their making
    _waits_for_end = False

    def __init__(self, obj, func, /, *args, **kwargs):
        self.atexit = True
        self._ref = ref(obj, self)
        if not finalize._waits_for_end:
            finalize._waits_for_end = True
            atexit.register(finalize._at_exit)
        finalize._all[self] = func, args, kwargs

    def _take(self):
        self._ref.__callback__ = None  # the two would keep each other
        return finalize._all.pop(self, None)

    def __call__(self, _=None):
        found = self._take()
        if found is not None:
            func, args, kwargs = found
            return func(*args, **kwargs)

    def detach(self):
        found = self.peek()
        self._take()
        return found

    def peek(self):
        obj = self._ref()
        return (obj, *finalize._all[self]) if obj is not None and self in finalize._all else None

    @property
    def alive(self):
        return self in finalize._all

    def __repr__(self):
        obj = self._ref()
        state = "dead" if obj is None or not self.alive else f"for {type(obj).__name__!r} at {hex(id(obj))}"
        return f"<finalize object at {hex(id(self))}; {state}>"

    @classmethod
    def _at_exit(cls):
        for one in reversed(list(cls._all)):
            if one.atexit:
                one()
