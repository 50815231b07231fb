"""What `requests` and `urllib.request` have in common beside the native `_http.send_blocking`: headers, and what their values say."""


class Headers:
    """Names and values; the names in any case."""

    def __init__(self, pairs=()):
        self._pairs = {}
        self.update(pairs)

    def update(self, pairs=(), /, **more):
        pairs = pairs.items() if hasattr(pairs, "items") else pairs
        for name, value in [*pairs, *more.items()]:
            self[name] = value

    def __setitem__(self, name, value):
        self._pairs[name.lower()] = (name, value)

    def __getitem__(self, name):
        return self._pairs[name.lower()][1]

    def __delitem__(self, name):
        del self._pairs[name.lower()]

    def __contains__(self, name):
        return name.lower() in self._pairs

    def __iter__(self):
        return iter([name for name, _ in self._pairs.values()])

    def __len__(self):
        return len(self._pairs)

    def get(self, name, default=None):
        return self[name] if name in self else default

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, *default):
        return self._pairs.pop(name.lower(), *[(name, value) for value in default])[1]

    def keys(self):
        return [name for name, _ in self._pairs.values()]

    def values(self):
        return [value for _, value in self._pairs.values()]

    def items(self):
        return list(self._pairs.values())

    def copy(self):
        return type(self)(self.items())

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict([(name.lower(), value) for name, value in self.items()]) == dict(
            [(name.lower(), value) for name, value in other.items()]
        )

    def __repr__(self):
        return str(dict(self.items()))


def charset_of(content_type):
    """The `charset=` of a content type, or None."""
    for part in (content_type or "").split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("'\" ")
    return None
