"""What was asked, and what was answered."""

from aiohttp.client_exceptions import ClientConnectionError, ClientResponseError, ContentTypeError
from aiohttp.helpers import parse_content_type
from aiohttp.streams import StreamReader
from json import loads as parse_json
from multidict import CIMultiDictProxy


class RequestInfo:
    """The request that an answer or an error belongs to."""

    def __init__(self, url, method, headers):
        self.url = url
        self.method = method
        self.headers = headers
        self.real_url = url

    def __repr__(self):
        return (
            f"RequestInfo(url={self.url!r}, method={self.method!r}, headers={self.headers!r}, real_url={self.real_url!r})"
        )


class _Nothing:
    """What `release` returns: it may be awaited, and there is nothing to wait for."""

    def __await__(self):
        return
        yield


class ClientResponse:
    """An answer whose headers are here. The body is read by the program, or let go."""

    version = (1, 1)

    def __init__(self, request_info, connection, exchange, answer, deadline, read_timeout, loop):
        self.method = request_info.method
        self.url = request_info.url.with_fragment(None)
        self.real_url = request_info.url
        self.request_info = request_info
        self.history = ()
        self.status, self.reason, headers = answer
        self.headers = CIMultiDictProxy(headers)
        length = self.headers.get("Content-Length")
        self.content = StreamReader(exchange, loop, deadline, read_timeout, length and int(length))
        self._exchange = exchange
        self._connection = connection
        self._body = None
        self._closed = False
        self._released = False
        self._in_context = False
        self.content.on_eof(self._on_eof)
        if self.method == "HEAD" or self.status in (204, 304):
            self.content.feed_eof()
        else:
            self.content.start()

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"

    @property
    def ok(self):
        return self.status < 400

    @property
    def host(self):
        return self.url.host

    @property
    def closed(self):
        return self._closed

    @property
    def connection(self):
        return self._connection

    @property
    def content_type(self):
        return parse_content_type(self.headers.get("Content-Type", "application/octet-stream"))[0]

    @property
    def charset(self):
        return parse_content_type(self.headers.get("Content-Type", ""))[1].get("charset")

    @property
    def content_length(self):
        length = self.headers.get("Content-Length")
        return None if length is None else int(length)

    def _on_eof(self):
        """All is here: the connection is free for others, and the program may read on at leisure."""
        self._closed = True
        self._free_connection()

    def _free_connection(self):
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.release()

    def release(self):
        """Lets the answer go. What has not been read now never will be."""
        if not self._released:
            self._released = True
            if self.content.exception() is None:
                self.content.set_exception(ClientConnectionError("Connection closed"))
        self._closed = True
        if not self.content.is_eof():
            self._exchange.abort()
        self._free_connection()
        return _Nothing()

    def close(self):
        self.release()

    async def __aenter__(self):
        self._in_context = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._in_context = False
        self.release()

    async def wait_for_close(self):
        self.release()

    def raise_for_status(self):
        if self.ok:
            return
        if not self._in_context:
            self.release()
        raise self._error(ClientResponseError, self.reason)

    def _error(self, kind, message):
        return kind(self.request_info, self.history, status=self.status, message=message, headers=self.headers)

    async def read(self):
        if self._body is None:
            try:
                self._body = await self.content.read()
            except BaseException:
                self.close()
                raise
        elif self._released:
            raise ClientConnectionError("Connection closed")
        return self._body

    def get_encoding(self):
        return self.charset or "utf-8"

    async def text(self, encoding=None, errors="strict"):
        if self._body is None:
            await self.read()
        return self._body.decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=parse_json, content_type="application/json"):
        if self._body is None:
            await self.read()
        if content_type:
            given = self.headers.get("Content-Type", "").lower()
            if not _is_expected(given, content_type):
                raise self._error(ContentTypeError, f"Attempt to decode JSON with unexpected mimetype: {given}")
        stripped = self._body.strip()
        if not stripped:
            return None
        return loads(stripped.decode(encoding or self.get_encoding()))


def _is_expected(given, expected):
    """`application/json` stands for all of JSON's kinds, such as `application/problem+json`."""
    if expected != "application/json":
        return expected in given
    kind = parse_content_type(given)[0]
    return kind == expected or (kind.startswith("application/") and kind.endswith("+json"))
