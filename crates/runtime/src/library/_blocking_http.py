"""A request that its thread waits for: what `requests` and `urllib.request` have in common, over the native `_http`.

The thread waits and nothing else does; where a loop runs in it, that loop stands still.
"""

from _http import give_up, start, wait


class Unreachable(Exception):
    """Nobody answers there."""


class BrokenOff(Exception):
    """The answer ended before its end."""


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


class Exchange:
    """A request, and what has come of it so far."""

    def __init__(self, method, url, headers, body):
        self._request = start(method, url, headers, body)
        self._pieces = []
        self._over = False

    def head(self, timeout):
        """Status, reason and headers."""
        piece = self._next(timeout)
        if piece[0] == "failed":
            raise Unreachable(piece[1])
        return piece[1:]

    def read(self, timeout):
        """The next piece of the body; an empty one at its end."""
        if self._over:
            return b""
        piece = self._next(timeout)
        if piece[0] == "failed":
            raise BrokenOff(piece[1])
        return piece[1] if piece[0] == "body" else b""

    def _next(self, timeout):
        if not self._pieces:
            self._pieces = [piece[2:] for piece in wait(self._request, timeout)]
        if not self._pieces:
            self.close()
            raise TimeoutError("timed out")
        piece = self._pieces.pop(0)
        if piece[0] in ("end", "failed"):
            self._over = True
        return piece

    def close(self):
        """Gives the request up, if it is not over."""
        if not self._over:
            self._over = True
            give_up(self._request)


def charset_of(content_type):
    """The `charset=` of a content type, or None."""
    for part in (content_type or "").split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("'\" ")
    return None
