"""What containers and the like must have to count as such, and the methods that follow from others.

Classes count by their methods where CPython counts them so, and by registration otherwise (the built-in ones are registered here).
"""

from abc import abstractmethod
from _types import GenericAlias
from collections._structural import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Container,
    Coroutine,
    Generator,
    Hashable,
    Iterable,
    Iterator,
    Reversible,
    Sized,
)


_nothing = object()


class Sequence(Reversible, Collection):
    """Items by position; the rest follows."""

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    @abstractmethod
    def __len__(self):
        return 0

    def __iter__(self):
        position = 0
        try:
            while True:
                yield self[position]
                position += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for position in reversed(range(len(self))):
            yield self[position]

    def index(self, value, start=0, stop=None):
        for position in range(*slice(start, stop).indices(len(self))):
            if self[position] is value or self[position] == value:
                return position
        raise ValueError

    def count(self, value):
        return len([item for item in self if item is value or item == value])


class MutableSequence(Sequence):
    """A sequence that changes."""

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        end = len(self)
        self.insert(end, value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        self[:] = list(self)[::-1]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        position = self.index(value)
        del self[position]

    def __iadd__(self, values):
        self.extend(values)
        return self


def _between_sets(compare):
    """A comparison of sets, whatever they are made of, and of nothing else."""

    def method(self, other):
        return compare(self, other) if isinstance(other, Set) else NotImplemented

    return method


def _is_within(some, others):
    return len(some) <= len(others) and all(item in others for item in some)


class Set(Collection):
    """Members, each once; the rest follows."""

    @classmethod
    def _from_iterable(cls, iterable):
        return cls(iterable)

    __le__ = _between_sets(lambda self, other: _is_within(self, other))
    __lt__ = _between_sets(lambda self, other: len(self) < len(other) and self <= other)
    __ge__ = _between_sets(lambda self, other: other <= self)
    __gt__ = _between_sets(lambda self, other: other < self)
    __eq__ = _between_sets(lambda self, other: len(self) == len(other) and self <= other)

    def __and__(self, other):
        return self._from_iterable([item for item in other if item in self])

    __rand__ = __and__

    def __or__(self, other):
        return self._from_iterable([*self, *other])

    __ror__ = __or__

    def __sub__(self, other):
        return self._from_iterable([item for item in self if item not in other])

    def __xor__(self, other):
        return (self - other) | self._from_iterable([item for item in other if item not in self])

    __rxor__ = __xor__

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class MutableSet(Set):
    """A set that changes."""

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        first = next(iter(self), _nothing)
        if first is _nothing:
            raise KeyError
        self.discard(first)
        return first

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, other):
        for value in other:
            self.add(value)
        return self

    def __isub__(self, other):
        for value in list(other):
            self.discard(value)
        return self


class Mapping(Collection):
    """Values by key; the rest follows."""

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return _VIEWS["keys"](self)

    def items(self):
        return _VIEWS["items"](self)

    def values(self):
        return _VIEWS["values"](self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __reversed__ = None


class MappingView(Sized):
    """What a mapping shows of itself, always as it is now."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class _SetView(MappingView, Set):
    """A view of things of which each is there once."""

    @classmethod
    def _from_iterable(cls, iterable):
        return set(iterable)


class KeysView(_SetView):
    def __contains__(self, key):
        mapping = self._mapping
        return key in mapping

    def __iter__(self):
        return (key for key in self._mapping)


class ItemsView(_SetView):
    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        mapping = self._mapping
        return ((key, mapping[key]) for key in mapping)


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(other is value or other == value for other in self)

    def __iter__(self):
        mapping = self._mapping
        return (mapping[key] for key in mapping)


_VIEWS = {"keys": KeysView, "items": ItemsView, "values": ValuesView}


class MutableMapping(Mapping):
    """A mapping that changes."""

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_nothing):
        try:
            value = self[key]
        except KeyError:
            if default is _nothing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **more):
        pairs = ((key, other[key]) for key in other.keys()) if hasattr(other, "keys") else other
        for source in (pairs, more.items()):
            for key, value in source:
                self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class ByteString(Sequence):
    """Bytes, changeable or not."""


for _kind, _builtins in (
    (Sequence, (tuple, str, range, memoryview)),
    (MutableSequence, (list, bytearray)),
    (ByteString, (bytes, bytearray)),
    (Set, (frozenset, type({}.keys()), type({}.items()))),
    (MutableSet, (set,)),
    (MutableMapping, (dict,)),
    (KeysView, (type({}.keys()),)),
    (ItemsView, (type({}.items()),)),
    (ValuesView, (type({}.values()),)),
):
    for _builtin in _builtins:
        if isinstance(_builtin, type):
            _kind.register(_builtin)
