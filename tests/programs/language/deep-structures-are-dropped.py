# What is nested a hundred thousand deep goes without a word, whatever it is made of.
from functools import lru_cache, partial
from types import MethodType

DEPTH = 100_000


def nested(wrap, innermost):
    outermost = innermost
    for _ in range(DEPTH):
        outermost = wrap(outermost)
    return outermost


def delegating(inner):
    yield from inner


for name, wrap, innermost in [
    ("list", lambda inner: [inner], 0),
    ("tuple", lambda inner: (inner, inner), 0),
    ("dict", lambda inner: {"inner": inner}, 0),
    ("slice", lambda inner: slice(inner), 0),
    ("list_iterator", lambda inner: iter([inner]), 0),
    ("enumerate", lambda inner: enumerate([inner]), 0),
    ("filter", lambda inner: filter(bool, inner), range(10)),
    ("map", lambda inner: map(str, inner), range(10)),
    ("generator", delegating, iter([1])),
    ("closure", lambda inner: lambda: inner, 0),
    ("method", lambda inner: MethodType(print, inner), 0),
    ("partial", lambda inner: partial(print, inner), 0),
    ("lru_cache", lambda inner: lru_cache(lambda: inner), 0),
    ("defaults", lambda inner: lambda kept=inner, *, also=inner: 0, 0),
]:
    outermost = nested(wrap, innermost)
    del outermost
    print(name, "is dropped")
