"""Iterators out of iterators: all of CPython's, as generators. Arguments are checked at the call, as there."""


class count:
    """Numbers without end."""

    def __init__(self, start=0, step=1):
        if not (hasattr(type(start), "__add__") and not isinstance(start, (str, list, tuple, bytes))):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        step = "" if isinstance(self._step, int) and self._step == 1 else f", {self._step!r}"
        return f"count({self._next!r}{step})"


class repeat:
    """The same thing, so many times or without end."""

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times, 0)

    def __iter__(self):
        return self

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


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    seen = []
    for item in iterator:
        yield item
        seen.append(item)
    while seen:
        yield from seen


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def chain(*iterables):
    return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


chain.from_iterable = lambda iterable, /: _chain(iter(iterable))


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def filterfalse(function, iterable, /):
    if function is None:
        return (item for item in iterable if not item)
    return (item for item in iterable if not function(item))


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def starmap(function, iterable, /):
    return (function(*args) for args in iterable)


def islice(iterable, *bounds):
    if not 1 <= len(bounds) <= 3:
        raise TypeError(f"islice expected at {'least 2' if not bounds else 'most 4'} arguments, got {len(bounds) + 1}")
    bounds = slice(*bounds)
    if not _is_bound(bounds.stop):
        raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not _is_bound(bounds.start):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not _is_bound(bounds.step) or bounds.step == 0:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), bounds.start or 0, bounds.stop, bounds.step or 1)


def _is_bound(value):
    return value is None or (isinstance(value, int) and value >= 0)


def _islice(iterator, start, stop, step):
    position = 0
    wanted = start
    if stop is not None and stop <= start:
        # Nothing comes out, but what lies before the start is used up all the same.
        for _ in zip(range(start), iterator):
            pass
        return
    for item in iterator:
        if position == wanted:
            wanted += step
            yield item
        position += 1
        if stop is not None and position >= stop:
            return


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    left = len(iterators)
    while left:
        row = []
        for index, iterator in enumerate(iterators):
            value = fillvalue
            if iterator is not None:
                for value in iterator:
                    break
                else:
                    iterators[index] = None
                    left -= 1
                    if not left:
                        return
            row.append(value)
        yield tuple(row)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iterable if isinstance(iterable, _Tee) else _Tee(iter(iterable), [])
    return (first, *[first.__copy__() for _ in range(n - 1)])


class _Tee:
    """One of several readers of an iterator. What has been read is a linked list: [value, rest], or [] where nobody was yet."""

    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if len(link) < 2:
            self._read_on(link)
        value, self._link = link
        return value

    def _read_on(self, link):
        """Only one may do so at a time: threads, or an iterator that reads itself."""
        if link:
            raise RuntimeError("cannot re-enter the tee iterator")
        link.append(None)
        try:
            value = next(self._iterator)
        except BaseException:
            link.clear()
            raise
        link[:] = [value, []]

    def __copy__(self):
        return _Tee(self._iterator, self._link)


class groupby:
    """Runs of items with the same key. A group is read from the same iterator, so it is gone once the next is asked for."""

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._has_item = False
        self._item = self._item_key = None
        self._group = None  # the one that may still be read

    def __iter__(self):
        return self

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


class _Group:
    """The items of one run."""

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __iter__(self):
        return self

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


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(iterable) for iterable in iterables] * repeat)


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


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    _check_length(r)
    return _permutations(pool, r, ())


def _permutations(pool, r, chosen):
    if r > len(pool):
        return
    if len(chosen) == r:
        yield tuple([pool[index] for index in chosen])
        return
    for index in range(len(pool)):
        if index not in chosen:
            yield from _permutations(pool, r, (*chosen, index))


def combinations(iterable, r):
    pool = tuple(iterable)
    _check_length(r)
    return _combinations(pool, r, 0, (), 1)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    _check_length(r)
    return _combinations(pool, r, 0, (), 0)


def _combinations(pool, r, start, chosen, step):
    """All ways to choose so many from `start` on; the next comes at least `step` after the last."""
    if len(chosen) == r:
        yield chosen
        return
    for index in range(start, len(pool)):
        yield from _combinations(pool, r, index + step, (*chosen, pool[index]), step)


def _check_length(r):
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
