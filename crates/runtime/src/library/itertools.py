"""Iterators out of iterators: all of CPython's, each a class. One may be asked for an item while it asks others for one."""


from _types import GenericAlias, built_in

_nothing = object()


class _Iterator:
    """What all have in common."""

    def __iter__(self):
        return self



class count(_Iterator):
    """Numbers without end."""

    def __init__(self, start=0, step=1):
        if not (hasattr(type(start), "__add__") and not isinstance(start, (str, list, tuple, bytes))):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        step = "" if isinstance(self._step, int) and self._step == 1 else f", {self._step!r}"
        return f"count({self._next!r}{step})"


class repeat(_Iterator):
    """The same thing, so many times or without end."""

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times, 0)

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class cycle(_Iterator):
    """The same items again and again."""

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        self._items, self._seen, self._again = iter(iterable), [], None
        return self

    def __next__(self):
        if self._again is None:
            for item in self._items:
                self._seen.append(item)
                return item
            if not self._seen:
                raise StopIteration
            self._again = 0
        item = self._seen[self._again]
        self._again = (self._again + 1) % len(self._seen)
        return item


class accumulate(_Iterator):
    """What comes of each item and all before it."""

    def __new__(cls, iterable, func=None, *, initial=None):
        self = object.__new__(cls)
        self._items, self._function, self._total, self._initial = iter(iterable), func, _nothing, initial
        return self

    def __next__(self):
        if self._initial is not None:
            self._total, self._initial = self._initial, None
            return self._total
        item = next(self._items)
        if self._total is _nothing:
            self._total = item
        elif self._function is None:
            self._total = self._total + item
        else:
            self._total = self._function(self._total, item)
        return self._total


class chain(_Iterator):
    """One after the other."""

    def __new__(cls, *iterables):
        return cls.from_iterable(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        self = object.__new__(cls)
        self._iterables, self._active = iter(iterable), None
        return self

    def __next__(self):
        while self._iterables is not None:
            if self._active is None:
                try:
                    self._active = iter(next(self._iterables))
                except StopIteration:
                    break
            for item in self._active:
                return item
            self._active = None
        self._iterables = None
        raise StopIteration

    __class_getitem__ = classmethod(GenericAlias)


class compress(_Iterator):
    """The items whose selector is true."""

    def __new__(cls, data, selectors):
        self = object.__new__(cls)
        self._items, self._selectors = iter(data), iter(selectors)
        return self

    def __next__(self):
        while True:
            item, selected = next(self._items), next(self._selectors)
            if selected:
                return item


class filterfalse(_Iterator):
    """The items for which the function says no."""

    def __new__(cls, function, iterable, /):
        self = object.__new__(cls)
        self._function, self._items = bool if function is None else function, iter(iterable)
        return self

    def __next__(self):
        for item in self._items:
            if not self._function(item):
                return item
        raise StopIteration


class dropwhile(_Iterator):
    """All but the first items, for which the function says yes."""

    def __new__(cls, predicate, iterable, /):
        self = object.__new__(cls)
        self._predicate, self._items = predicate, iter(iterable)
        return self

    def __next__(self):
        for item in self._items:
            if self._predicate is None:
                return item
            if not self._predicate(item):
                self._predicate = None
                return item
        raise StopIteration


class takewhile(_Iterator):
    """The first items, for which the function says yes."""

    def __new__(cls, predicate, iterable, /):
        self = object.__new__(cls)
        self._predicate, self._items = predicate, iter(iterable)
        return self

    def __next__(self):
        if self._predicate is not None:
            item = next(self._items)
            if self._predicate(item):
                return item
            self._predicate = None
        raise StopIteration


class starmap(_Iterator):
    """What the function gives for the arguments in each item."""

    def __new__(cls, function, iterable, /):
        self = object.__new__(cls)
        self._function, self._items = function, iter(iterable)
        return self

    def __next__(self):
        return self._function(*next(self._items))


class islice(_Iterator):
    """The items between two positions."""

    def __new__(cls, iterable, /, *bounds):
        if not 1 <= len(bounds) <= 3:
            bound = "least 2" if not bounds else "most 4"
            raise TypeError(f"islice expected at {bound} arguments, got {len(bounds) + 1}")
        bounds = slice(*bounds)
        if not _is_bound(bounds.stop):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_bound(bounds.start):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_bound(bounds.step) or bounds.step == 0:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self = object.__new__(cls)
        self._items, self._wanted, self._position = iter(iterable), bounds.start or 0, 0
        self._stop, self._step = bounds.stop, bounds.step or 1
        return self

    def __next__(self):
        if self._items is None:
            raise StopIteration
        wanted = self._wanted if self._stop is None else min(self._wanted, self._stop)
        while self._position < wanted:
            self._take()
        if wanted == self._stop:
            self._items = None
            raise StopIteration
        self._wanted += self._step
        return self._take()

    def _take(self):
        try:
            item = next(self._items)
        except StopIteration:
            self._items = None
            raise
        self._position += 1
        return item


def _is_bound(value):
    return value is None or (isinstance(value, int) and value >= 0)


class pairwise(_Iterator):
    """Each item with the one before it."""

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        self._items, self._before = iter(iterable), _nothing
        return self

    def __next__(self):
        if self._before is _nothing:
            self._before = next(self._items)
        before = self._before
        self._before = next(self._items)
        return before, self._before


class zip_longest(_Iterator):
    """As `zip`, until all have ended."""

    def __new__(cls, *iterables, fillvalue=None):
        self = object.__new__(cls)
        self._iterators, self._fill = [iter(iterable) for iterable in iterables], fillvalue
        self._left = len(iterables)
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        row = []
        for index, iterator in enumerate(self._iterators):
            value = self._fill
            if iterator is not None:
                for value in iterator:
                    break
                else:
                    self._iterators[index] = None
                    self._left -= 1
                    if not self._left:
                        raise StopIteration
            row.append(value)
        return tuple(row)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iterable if isinstance(iterable, _Tee) else _Tee(_Shared(iter(iterable)), [])
    return (first, *[first.__copy__() for _ in range(n - 1)])


class _Shared:
    """The iterator that several read, and whether one of them is asking it."""

    def __init__(self, iterator):
        self.iterator, self.running = iterator, False


class _Tee:
    """One of several readers of an iterator. What has been read is a linked list: [value, rest], or [] where nobody was yet."""

    def __init__(self, shared, link):
        self._shared = shared
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if not link:
            if self._shared.running:
                raise RuntimeError("cannot re-enter the tee iterator")
            self._shared.running = True
            try:
                link += [next(self._shared.iterator), []]
            finally:
                self._shared.running = False
        value, self._link = link
        return value

    def __copy__(self):
        return _Tee(self._shared, self._link)


class groupby(_Iterator):
    """Runs of items with the same key. A group is read from the same iterator, so it is gone once the next is asked for."""

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._has_item = False
        self._item = self._item_key = None
        self._group = None  # the one that may still be read

    def _advance(self):
        self._item = next(self._iterator)
        self._item_key = self._item if self._key is None else self._key(self._item)
        self._has_item = True

    def __next__(self):
        group, self._group = self._group, None
        if not self._has_item:
            self._advance()
        if group is not None:
            while self._item_key == group._key:
                self._advance()
        self._group = _Group(self, self._item_key)
        return self._item_key, self._group


class _Group(_Iterator):
    """The items of one run."""

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if not parent._has_item:
            parent._advance()
        if parent._item_key != self._key:
            raise StopIteration
        parent._has_item = False
        return parent._item


class _Choices(_Iterator):
    """What has all its items when it begins: a generator chooses among them."""

    def __next__(self):
        return next(self._choices)


def _choices(cls, choices):
    self = object.__new__(cls)
    self._choices = choices
    return self


class product(_Choices):
    """All ways to take one item of each."""

    def __new__(cls, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        return _choices(cls, _product([tuple(iterable) for iterable in iterables] * repeat))


def _product(pools):
    if not all(pools):
        return
    positions = [0] * len(pools)
    while True:
        yield tuple([pool[index] for pool, index in zip(pools, positions)])
        for wheel in reversed(range(len(pools))):
            positions[wheel] += 1
            if positions[wheel] < len(pools[wheel]):
                break
            positions[wheel] = 0
        else:
            return


class permutations(_Choices):
    """All ways to put so many items in a row."""

    def __new__(cls, iterable, r=None):
        pool = tuple(iterable)
        r = len(pool) if r is None else r
        _check_length(r)
        return _choices(cls, _permutations(pool, r, ()))


def _permutations(pool, r, chosen):
    if r > len(pool):
        return
    if len(chosen) == r:
        yield tuple([pool[index] for index in chosen])
        return
    for index in range(len(pool)):
        if index not in chosen:
            yield from _permutations(pool, r, (*chosen, index))


class combinations(_Choices):
    """All ways to choose so many items, each at most once."""

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        _check_length(r)
        return _choices(cls, _combinations(pool, r, 0, (), 1))


class combinations_with_replacement(_Choices):
    """All ways to choose so many items, each as often as one likes."""

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        _check_length(r)
        return _choices(cls, _combinations(pool, r, 0, (), 0))


def _combinations(pool, r, start, chosen, step):
    """All ways to choose so many from `start` on; the next comes at least `step` after the last."""
    if len(chosen) == r:
        yield chosen
        return
    for index in range(start, len(pool)):
        yield from _combinations(pool, r, index + step, (*chosen, pool[index]), step)


# They are shown by the names that CPython's have.
_Tee.__name__ = _Tee.__qualname__ = "_tee"
_Group.__name__ = _Group.__qualname__ = "_grouper"


def _check_length(r):
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")


built_in(__name__)
