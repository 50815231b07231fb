"""`Counter`."""

from _types import GenericAlias
from heapq import nlargest


class Counter(dict):
    """How often each item was seen. A missing one counts 0."""

    __class_getitem__ = classmethod(GenericAlias)

    __module__ = "collections"

    def __init__(self, iterable=None, /, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def update(self, iterable=None, /, **keywords):
        """Adds counts, or counts items."""
        self._count(iterable, keywords, 1)

    def subtract(self, iterable=None, /, **keywords):
        self._count(iterable, keywords, -1)

    def _count(self, iterable, keywords, sign):
        if iterable is not None:
            if hasattr(iterable, "items"):
                for item, count in iterable.items():
                    self[item] = count + self.get(item, 0) if sign > 0 else self.get(item, 0) - count
            else:
                for item in iterable:
                    self[item] = self.get(item, 0) + sign
        if keywords:
            self._count(keywords, None, sign)

    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return nlargest(n, self.items(), key=lambda pair: pair[1])

    def elements(self):
        for item, count in self.items():
            for _ in range(count):
                yield item

    def total(self):
        return sum(self.values())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, item):
        if item in self:
            super().__delitem__(item)

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            counts = dict(self.most_common())
        except TypeError:
            counts = dict(self)
        return f"{type(self).__name__}({counts!r})"

    def _combined(self, other, combine):
        """The positive results of combining the counts of all items of both."""
        result = Counter()
        for item in dict.fromkeys([*self, *other]):
            count = combine(self[item], other[item])
            if count > 0:
                result[item] = count
        return result

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b) if isinstance(other, Counter) else NotImplemented

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b) if isinstance(other, Counter) else NotImplemented

    def __or__(self, other):
        return self._combined(other, max) if isinstance(other, Counter) else NotImplemented

    def __and__(self, other):
        return self._combined(other, min) if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _become(self, result):
        self.clear()
        super().update(result)
        return self

    def __iadd__(self, other):
        return self._become(self + other)

    def __isub__(self, other):
        return self._become(self - other)

    def __ior__(self, other):
        return self._become(self | other)

    def __iand__(self, other):
        return self._become(self & other)

    def _compare(self, other, holds):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(holds(self[item], other[item]) for item in dict.fromkeys([*self, *other]))

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __ne__(self, other):
        return not self == other

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented
