"""Dictionaries with several values per key, as the package multidict has them. Here because `response.headers` is one.

One class, not four: whether keys differ by case is an option, and nothing is read-only.
"""


class MultiDict:
    """Pairs in their order. Reading by key gives the first value."""

    _name = "MultiDict"
    _fold = staticmethod(lambda key: key)

    def __init__(self, pairs=(), /, **more):
        self._pairs = []
        self.extend(pairs, **more)

    def extend(self, pairs=(), /, **more):
        """Adds pairs behind those that are there, equal keys or not."""
        for key, value in [*_pairs_of(pairs), *more.items()]:
            self.add(key, value)

    def add(self, key, value):
        self._pairs.append((key, value))

    def update(self, pairs=(), /, **more):
        """Sets the given keys; those given twice get both values."""
        set_already = set()
        for key, value in [*_pairs_of(pairs), *more.items()]:
            if self._fold(key) in set_already:
                self.add(key, value)
            else:
                set_already.add(self._fold(key))
                self[key] = value

    def getall(self, key, *default):
        folded = self._fold(key)
        values = [value for other, value in self._pairs if self._fold(other) == folded]
        if values:
            return values
        if default:
            return default[0]
        raise KeyError(key)

    def getone(self, key, *default):
        folded = self._fold(key)
        for other, value in self._pairs:
            if self._fold(other) == folded:
                return value
        if default:
            return default[0]
        raise KeyError(key)

    def get(self, key, default=None):
        return self.getone(key, default)

    def __getitem__(self, key):
        return self.getone(key)

    def __setitem__(self, key, value):
        """Takes the place of the key's first value; the others go."""
        folded = self._fold(key)
        positions = [index for index, pair in enumerate(self._pairs) if self._fold(pair[0]) == folded]
        if not positions:
            return self.add(key, value)
        self._pairs[positions[0]] = (key, value)
        for index in reversed(positions[1:]):
            del self._pairs[index]

    def __delitem__(self, key):
        self.popall(key)

    def setdefault(self, key, default=None):
        if key not in self:
            self.add(key, default)
        return self[key]

    def popall(self, key, *default):
        values = self.getall(key, *default)
        folded = self._fold(key)
        self._pairs = [pair for pair in self._pairs if self._fold(pair[0]) != folded]
        return values

    def pop(self, key, *default):
        value = self.getone(key, *default)
        self.popall(key, None)
        return value

    def clear(self):
        self._pairs = []

    def copy(self):
        return type(self)(self._pairs)

    def __contains__(self, key):
        return isinstance(key, str) and any(self._fold(other) == self._fold(key) for other, _ in self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._pairs)

    def keys(self):
        """Each once, as it was written first."""
        written = {}
        for key, _ in self._pairs:
            written.setdefault(self._fold(key), key)
        return list(written.values())

    def values(self):
        return [value for _, value in self._pairs]

    def items(self):
        return list(self._pairs)

    def __eq__(self, other):
        if isinstance(other, MultiDict):
            return [(self._fold(key), value) for key, value in self._pairs] == [
                (self._fold(key), value) for key, value in other._pairs
            ]
        if isinstance(other, dict):
            return len(self) == len(other) and all(self.get(key) == value for key, value in other.items())
        return NotImplemented

    def __repr__(self):
        return f"<{self._name}({', '.join([f'{key!r}: {value!r}' for key, value in self._pairs])})>"


def _pairs_of(source):
    if hasattr(source, "items"):
        return list(source.items())
    return [(key, value) for key, value in source]


class MultiDictProxy(MultiDict):
    """What others hand out."""

    _name = "MultiDictProxy"


class CIMultiDict(MultiDict):
    """Keys are the same whatever their case, as in HTTP headers."""

    _name = "CIMultiDict"
    _fold = staticmethod(lambda key: key.lower())


class CIMultiDictProxy(CIMultiDict):
    """What others hand out."""

    _name = "CIMultiDictProxy"
