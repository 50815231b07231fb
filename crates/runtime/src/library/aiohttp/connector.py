"""How many requests may be under way at once.

The connections themselves are the browser's or the simulated network's. What is kept here is aiohttp's limit: who comes when it is
reached waits in line, and the one who has waited longest goes next.
"""

from _asyncio import get_running_loop, holding, mark
from _collections import deque
from aiohttp.client_exceptions import ClientConnectionError
from aiohttp.helpers import deadline_in
from asyncio import timeout_at


class ConnectionKey:
    """Where a connection leads."""

    def __init__(self, url):
        self.host = url.host
        self.port = url.port
        self.is_ssl = url.scheme in ("https", "wss")
        self.ssl = True

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, ConnectionKey) else NotImplemented

    def __hash__(self):
        return hash((self.host, self.port, self.is_ssl))

    def __repr__(self):
        return (
            f"ConnectionKey(host={self.host!r}, port={self.port!r}, is_ssl={self.is_ssl!r}, ssl={self.ssl!r}, "
            "proxy=None, proxy_auth=None, proxy_headers_hash=None, server_hostname=None)"
        )


class Connection:
    """A place under the limit. Given back once, however often it is released."""

    def __init__(self, connector, key):
        self._connector = connector
        self.key = key
        self.on_cut = None  # called if the connector is closed meanwhile
        self._callbacks = []

    @property
    def closed(self):
        return self._connector is None

    def add_callback(self, callback):
        """Calls it when the place is given back."""
        self._callbacks.append(callback)

    def release(self):
        if self._connector is None:
            return
        connector, self._connector = self._connector, None
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()
        connector._give_back(self)


class TCPConnector:
    """Hands out at most `limit` places, and at most `limit_per_host` of them for one host and port. 0 means no limit."""

    _holding = holding  # for the trace: who has a place

    def __init__(self, *, limit=100, limit_per_host=0, **ignored):
        self._loop = get_running_loop()
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._open = {}  # the connections in use, in their order; the values mean nothing
        self._waiters = deque()  # (future, key)
        self._holders = []
        self._closed = False

    @property
    def limit(self):
        return self._limit

    @property
    def limit_per_host(self):
        return self._limit_per_host

    @property
    def closed(self):
        return self._closed

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()

    async def close(self):
        """Cuts what is under way."""
        self._closed = True
        for connection in list(self._open):
            connection.on_cut(ConnectionAbortedError("Connector is closed."))
        for waiter, _ in self._waiters:
            waiter.cancel()
        self._waiters.clear()

    async def connect(self, key, timeouts):
        """A connection, as soon as there is one. TimeoutError if `timeouts.connect` is not enough."""
        if self._is_full(key):
            when = deadline_in(self._loop, timeouts.connect, timeouts.ceil_threshold) if timeouts.connect else None
            async with timeout_at(when):
                await self._wait_for_place(key)
        if self._closed:
            raise ClientConnectionError("Connector is closed.")
        connection = Connection(self, key)
        self._open[connection] = None
        self._holding = True
        return connection

    def _is_full(self, key):
        if self._limit and len(self._open) >= self._limit:
            return True
        here = self._limit_per_host and len([1 for connection in self._open if connection.key == key])
        return bool(here) and here >= self._limit_per_host

    async def _wait_for_place(self, key):
        """In line at the end; but who was called, and found the place taken by a newcomer, goes back to its head."""
        join = self._waiters.append
        while True:
            entry = (self._loop.create_future(), key)
            mark(entry[0], "pool", self, self._waiters, 0, self._holders)
            join(entry)
            try:
                await entry[0]
            except BaseException:
                # Who called it took it out of the line; only one that gives up may still stand there, perhaps far behind.
                if entry in self._waiters:
                    self._waiters.remove(entry)
                raise
            if not self._is_full(key):
                return
            join = self._waiters.appendleft

    def _give_back(self, connection):
        del self._open[connection]
        self._holding = False
        for entry in self._waiters:
            waiter, waiting_for = entry
            if not waiter.done() and not self._is_full(waiting_for):
                self._waiters.remove(entry)
                waiter.set_result(None)
                return
