"""`local`."""

from _thread import get_ident


class local:
    """Attributes that each thread has for itself."""

    def __new__(cls, /, *args, **keywords):
        self = object.__new__(cls)
        object.__setattr__(self, "_of_threads", {})
        object.__setattr__(self, "_how_made", (args, keywords))
        _values_here(self)
        return self

    def __getattribute__(self, name):
        if name == "__dict__":
            return _values_here(self)
        values = _values_here(self)
        if name in values:
            return values[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            kind = type(self)
            shown = "_thread._local" if kind is local else kind.__name__
            raise AttributeError(f"{shown!r} object has no attribute {name!r}") from None

    def __setattr__(self, name, value):
        _values_here(self)[name] = value

    def __delattr__(self, name):
        values = _values_here(self)
        if name not in values:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del values[name]


def _values_here(obj):
    """This thread's attributes of a `local`. A subclass is initialized anew in each thread that comes along."""
    of_threads = object.__getattribute__(obj, "_of_threads")
    ident = get_ident()
    if ident not in of_threads:
        first = not of_threads
        of_threads[ident] = {}
        if not first and type(obj).__init__ is not object.__init__:
            args, keywords = object.__getattribute__(obj, "_how_made")
            obj.__init__(*args, **keywords)
    return of_threads[ident]
