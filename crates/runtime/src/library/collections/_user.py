"""Containers to inherit from."""

from collections.abc import MutableMapping, MutableSequence


class _User:
    """What both have: a plain container in `data` that does the work."""

    def __len__(self):
        inner = self.data
        return len(inner)

    def __repr__(self):
        return repr(self.data)

    def __delitem__(self, position):
        inner = self.data
        del inner[position]


class UserDict(_User, MutableMapping):
    """A dict to inherit from, whose methods all go through the few below."""

    __module__ = "collections"

    def __init__(self, dict=None, /, **keywords):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if keywords:
            self.update(keywords)

    def __getitem__(self, key):
        inner = self.data
        if key in inner:
            return inner[key]
        if hasattr(type(self), "__missing__"):
            return type(self).__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        inner = self.data
        inner[key] = item

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def copy(self):
        return type(self)(self.data)


class UserList(_User, MutableSequence):
    """A list to inherit from, as above."""

    __module__ = "collections"

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)

    def __getitem__(self, index):
        return type(self)(self.data[index]) if isinstance(index, slice) else self.data[index]

    def __setitem__(self, index, item):
        inner = self.data
        inner[index] = item

    def insert(self, index, item):
        self.data[index:index] = [item]

    def sort(self, /, *args, **keywords):
        self.data.sort(*args, **keywords)

    def __add__(self, other):
        return type(self)(self.data + list(other))

    def __mul__(self, n):
        return type(self)(self.data * n)

    __rmul__ = __mul__

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserList) else other)
