"""Deadlines for requests, and small things about headers."""

from asyncio import CancelledError, current_task
from math import ceil


class ClientTimeout:
    """How long to be patient, in seconds, with each part of a request. None: forever."""

    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect
        self.ceil_threshold = ceil_threshold

    def __repr__(self):
        parts = ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        return f"ClientTimeout({parts})"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, ClientTimeout) else NotImplemented


def deadline_in(loop, seconds, threshold):
    """The time of the loop's clock when to give up. Long waits end on whole seconds, so that many wake the loop once."""
    when = loop.time() + seconds
    return ceil(when) if seconds >= threshold else when


class Deadline:
    """`with` it around each await of a request: when the time is up, whoever is inside gets TimeoutError."""

    def __init__(self, loop, seconds, threshold):
        self._tasks = []
        self._cancelling = 0
        self._passed = False
        self._timer = loop.call_at(deadline_in(loop, seconds, threshold), self._pass) if seconds else None

    def _pass(self):
        self._passed = True
        for task in dict.fromkeys(self._tasks):
            task.cancel()

    _pass._purpose = "timeout"

    def stop(self):
        if self._timer is not None:
            self._timer.cancel()

    def check(self):
        if self._passed:
            raise TimeoutError

    def __enter__(self):
        if self._timer is None:
            return
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout context manager should be used inside a task")
        self._cancelling = task.cancelling()
        self.check()
        self._tasks.append(task)

    def __exit__(self, exc_type, exc, tb):
        if self._timer is None:
            return
        task = self._tasks.pop()
        if exc_type is CancelledError and self._passed:
            # Somebody else's cancellation wins over the deadline's.
            if task.uncancel() <= self._cancelling:
                raise TimeoutError from exc


def parse_content_type(raw):
    """`text/plain; charset=utf-8` as ("text/plain", {"charset": "utf-8"})."""
    kind, *rest = [part.strip() for part in raw.split(";")]
    parameters = {}
    for part in rest:
        key, _, value = part.partition("=")
        parameters[key.strip().lower()] = value.strip().strip('"')
    return kind.lower(), parameters


def encode_basic_auth(login, password="", encoding="utf-8"):
    """The value of an Authorization header."""
    if ":" in login:
        raise ValueError('A ":" is not allowed in login (RFC 7617#section-2)')
    return "Basic " + _base64(f"{login}:{password}".encode(encoding))


def _base64(data):
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    missing = -len(data) % 3
    bits = int.from_bytes(data + bytes(missing), "big")
    length = (len(data) + missing) // 3 * 4
    text = "".join([digits[bits >> (6 * index) & 63] for index in reversed(range(length))])
    return text[: length - missing] + "=" * missing


class BasicAuth:
    """A login and a password."""

    def __init__(self, login, password="", encoding="latin1"):
        self.login = login
        self.password = password
        self.encoding = encoding

    def encode(self):
        return encode_basic_auth(self.login, self.password, self.encoding)
