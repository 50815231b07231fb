"""The body of an answer, on its way in.

Bytes are taken in as they come, up to a limit, whether the program reads or not; so a connection is free again as soon as a small
answer is complete, even if nobody has looked at it.
"""

from _asyncio import mark
from _collections import deque
from aiohttp.client_exceptions import ClientPayloadError, SocketTimeoutError
from aiohttp.http_exceptions import ContentLengthError, TransferEncodingError
from asyncio import IncompleteReadError

LIMIT = 2**18  # bytes that are taken in ahead of the reader, about


class _Pieces:
    """`async for` over what a function reads, until it reads nothing."""

    def __init__(self, read):
        self._read = read

    def __aiter__(self):
        return self

    async def __anext__(self):
        piece = await self._read()
        if piece in (b"", (b"", False)):
            raise StopAsyncIteration
        return piece


class StreamReader:
    """Reads by lines, pieces or as a whole. One reader at a time."""

    def __init__(self, exchange, loop, deadline, read_timeout, length):
        self._exchange = exchange
        self._loop = loop
        self._deadline = deadline
        self._read_timeout = read_timeout  # seconds between two pieces, or None
        self._length = length  # what the headers promise, or None
        self._buffer = deque()
        self._size = 0
        self._eof = False
        self._exception = None
        self._waiter = None
        self._arriving = None  # the future of the next piece
        self._timer = None
        self._eof_callbacks = []
        self.total_bytes = 0

    # The side of the network.

    def start(self):
        """Asks for the next piece, unless enough lies here already."""
        if self._arriving is None and not self._eof and self._exception is None and self._size < LIMIT:
            self._arriving = self._exchange.receive()
            self._arriving.add_done_callback(self._on_arrival)
            if self._read_timeout:
                self._timer = self._loop.call_later(self._read_timeout, self._on_silence)

    def _on_arrival(self, arriving):
        self._arriving = None
        self._stop_timer()
        if arriving.cancelled() or self._exception is not None:
            if not arriving.cancelled():
                arriving.exception()
            return
        error = arriving.exception()
        if error is not None:
            self.cut(error)
        elif piece := arriving.result():
            self._buffer.append(piece)
            self._size += len(piece)
            self.total_bytes += len(piece)
            self._wake()
            self.start()
        else:
            self.feed_eof()

    def _incomplete(self, error):
        if self._length is None:
            cause = TransferEncodingError(message="Not enough data to satisfy transfer length header.")
        else:
            progress = f"received {self.total_bytes} of {self._length} bytes"
            cause = ContentLengthError(message=f"Not enough data to satisfy content length header ({progress}).")
        text = f"Response payload is not completed: {cause!r}"
        if isinstance(error, ConnectionResetError):
            text += f". {error!r}"
        failure = ClientPayloadError(text)
        failure.__cause__ = cause
        return failure

    def cut(self, error):
        """The connection is gone; whoever reads on learns it."""
        if not self._eof and self._exception is None:
            self.set_exception(self._incomplete(error))

    def _on_silence(self):
        self.set_exception(SocketTimeoutError("Timeout on reading data from socket"))
        self._exchange.abort()

    _on_silence._purpose = "timeout"

    def _stop_timer(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def feed_eof(self):
        """Everything has come."""
        self._eof = True
        self._wake()
        callbacks, self._eof_callbacks = self._eof_callbacks, []
        for callback in callbacks:
            callback()

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def on_eof(self, callback):
        """Calls it once everything has come."""
        if self._eof:
            callback()
        else:
            self._eof_callbacks.append(callback)

    def exception(self):
        return self._exception

    def set_exception(self, error):
        """Ends the stream: every read from now on raises this."""
        self._stop_timer()
        self._exception = error
        self._eof_callbacks = []
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(error)

    # The side of the reader.

    def is_eof(self):
        return self._eof

    def at_eof(self):
        return self._eof and not self._buffer

    def __aiter__(self):
        return _Pieces(self.readline)

    def iter_chunked(self, n):
        return _Pieces(lambda: self.read(n))

    def iter_any(self):
        return _Pieces(self.readany)

    def iter_chunks(self):
        return _Pieces(self.readchunk)

    def _check(self):
        if self._exception is not None:
            raise self._exception

    async def _wait(self, caller):
        if self._waiter is not None:
            raise RuntimeError(f"{caller}() called while another coroutine is already waiting for incoming data")
        waiter = self._waiter = self._loop.create_future()
        mark(waiter, "request", self._exchange.request)
        try:
            with self._deadline:
                await waiter
        finally:
            self._waiter = None

    def _take(self, n=None):
        """The first `n` bytes that lie here, or all."""
        self._deadline.check()
        if n is None or n >= self._size:
            taken = b"".join(self._buffer)
            self._buffer.clear()
        else:
            pieces = []
            missing = n
            while missing:
                piece = self._buffer.popleft()
                if len(piece) > missing:
                    self._buffer.appendleft(piece[missing:])
                    piece = piece[:missing]
                pieces.append(piece)
                missing -= len(piece)
            taken = b"".join(pieces)
        self._size -= len(taken)
        self.start()
        return taken

    async def readany(self):
        self._check()
        while not self._buffer and not self._eof:
            await self._wait("readany")
        return self._take()

    async def read(self, n=-1):
        self._check()
        if n < 0:
            blocks = []
            while block := await self.readany():
                blocks.append(block)
            return b"".join(blocks)
        if n == 0:
            return b""
        while not self._buffer and not self._eof:
            await self._wait("read")
        return self._take(n)

    async def readexactly(self, n):
        self._check()
        blocks = []
        missing = n
        while missing > 0:
            block = await self.read(missing)
            if not block:
                partial = b"".join(blocks)
                raise IncompleteReadError(partial, len(partial) + missing)
            blocks.append(block)
            missing -= len(block)
        return b"".join(blocks)

    async def readline(self):
        return await self.readuntil(b"\n")

    async def readuntil(self, separator=b"\n"):
        if not separator:
            raise ValueError("Separator should be at least one-byte string")
        self._check()
        line = b""
        while True:
            if self._buffer:
                seen = len(line)
                line += self._take()
                end = line.find(separator, max(0, seen - len(separator) + 1))
                if end >= 0:
                    self._put_back(line[end + len(separator) :])
                    return line[: end + len(separator)]
            if self._eof:
                return line
            await self._wait("readuntil")
            self._check()

    def _put_back(self, data):
        if data:
            self._buffer.appendleft(data)
            self._size += len(data)

    async def readchunk(self):
        """The next piece as it came, and whether it is known to be one that the server sent."""
        self._check()
        while not self._buffer and not self._eof:
            await self._wait("readchunk")
        if not self._buffer:
            return b"", False
        return self._take(len(self._buffer[0])), self._length is None

    def read_nowait(self, n=-1):
        self._check()
        if self._waiter is not None:
            raise RuntimeError("Called while some coroutine is waiting for incoming data.")
        return self._take(None if n == -1 else n)
