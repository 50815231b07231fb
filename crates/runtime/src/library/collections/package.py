"""Containers beyond the built-in ones: all of CPython's. `deque` is native."""

from _types import GenericAlias
import collections.abc
from _collections import deque
from collections._counter import Counter
from collections._namedtuple import namedtuple
from collections._user import UserDict, UserList
from collections.abc import MutableMapping


class _Extended(dict):
    """What the dicts here have in common: they can be subscripted, and a copy is of the same class."""

    __class_getitem__ = classmethod(GenericAlias)

    def copy(self):
        return type(self)(*self._made_of())

    def __copy__(self):
        return self.copy()

    def __or__(self, other):
        if isinstance(other, dict):
            merged = self.copy()
            merged.update(other)
            return merged
        return NotImplemented


class defaultdict(_Extended):
    """A dict that makes the value of a missing key."""

    def __init__(self, default_factory=None, /, *args, **keywords):
        if not (default_factory is None or callable(default_factory)):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **keywords)
        self.default_factory = default_factory

    def _made_of(self):
        return self.default_factory, self

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"


class OrderedDict(_Extended):
    """A dict whose order can be changed, and counts when two are compared."""

    def _made_of(self):
        return (self,)

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        before = {} if last else dict(self)
        if before:
            self.clear()
        self[key] = value
        self.update(before)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def __eq__(self, other):
        same = dict.__eq__(self, other)
        if same is True and isinstance(other, OrderedDict):
            return list(self) == list(other)
        return same

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        return f"{type(self).__name__}({list(self.items())!r})" if self else f"{type(self).__name__}()"

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class ChainMap(MutableMapping):
    """Several mappings seen as one: the first that has a key answers, and the very first takes all changes."""

    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    # Reading

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        holder = next((mapping for mapping in self.maps if key in mapping), None)
        return self.__missing__(key) if holder is None else holder[key]

    def get(self, key, default=None):
        if key not in self:
            return default
        return self[key]

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __iter__(self):
        merged = {}
        for mapping in self.maps[::-1]:
            merged |= dict.fromkeys(mapping)
        return iter(merged)

    def __len__(self):
        return len(set().union(*self.maps))

    def __bool__(self):
        return not all(not mapping for mapping in self.maps)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(mapping) for mapping in self.maps])})"

    # Changing

    def __setitem__(self, key, value):
        first = self.maps[0]
        first[key] = value

    def __delitem__(self, key):
        first = self.maps[0]
        try:
            del first[key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def pop(self, key, *default):
        first = self.maps[0]
        try:
            return first.pop(key, *default)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        first = self.maps[0]
        try:
            return first.popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        first = self.maps[0]
        first.clear()

    # Others

    def new_child(self, m=None, **keywords):
        return type(self)({**(m or {}), **keywords} if m is None or keywords else m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy
