"""Places in sorted lists: CPython's, in full."""

from _types import built_in


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The place behind all items equal to x."""
    return _search(a, lo, hi, lambda item: x < (item if key is None else key(item)))


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The place before all items equal to x."""
    return _search(a, lo, hi, lambda item: not (item if key is None else key(item)) < x)


def _search(a, lo, hi, is_beyond):
    """The first place whose item is beyond what is looked for."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        if is_beyond(a[middle]):
            hi = middle
        else:
            lo = middle + 1
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right


built_in(__name__)
