"""What was asked, and what was answered."""

from _blocking_http import Headers, charset_of
from datetime import timedelta
from json import JSONDecodeError as _JSONDecodeError
from json import dumps, loads
from requests.exceptions import (
    ChunkedEncodingError,
    HTTPError,
    InvalidSchema,
    InvalidURL,
    JSONDecodeError,
    MissingSchema,
    StreamConsumedError,
)
from urllib.parse import quote, urlencode, urlsplit, urlunsplit


class CaseInsensitiveDict(Headers):
    __module__ = "requests.structures"


class PreparedRequest:
    """Everything that goes out."""

    def __init__(self, method, url, headers, params, data, json):
        self.method = method.upper()
        self.url = _address(url, params)
        self.headers = headers
        self.body = None
        if json is not None and not data:
            self._set_body(dumps(json), "application/json")
        elif isinstance(data, (str, bytes)):
            self._set_body(data, None)
        elif data:
            self._set_body(urlencode(data, doseq=True), "application/x-www-form-urlencoded")

    def _set_body(self, body, content_type):
        self.body = body.encode() if content_type == "application/json" else body
        self.headers["Content-Length"] = str(len(self.content or b""))
        if content_type is not None:
            self.headers.setdefault("Content-Type", content_type)

    @property
    def content(self):
        return self.body.encode() if isinstance(self.body, str) else self.body

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"


def _address(url, params):
    url = str(url).lstrip()
    parts = urlsplit(url)
    if not parts.scheme or "://" not in url:
        raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
    if parts.scheme not in ("http", "https"):
        raise InvalidSchema(f"No connection adapters were found for {url!r}")
    if not parts.netloc:
        raise InvalidURL(f"Invalid URL {url!r}: No host supplied")
    if isinstance(params, (str, bytes)):
        more = params if isinstance(params, str) else params.decode()
    else:
        pairs = params.items() if hasattr(params, "items") else params or ()
        more = urlencode([(name, value) for name, value in pairs if value is not None], doseq=True)
    query = "&".join([part for part in (quote(parts.query, safe="!#$%&'()*+,/:;=?@[]~"), more) if part])
    path = quote(parts.path or "/", safe="!#$%&'()*+,/:;=?@[]~")
    return urlunsplit((parts.scheme, parts.netloc, path, query, parts.fragment))


class Response:
    """An answer. Unless it is streamed, all of it is here."""

    def __init__(self, request, exchange, head, timeout, elapsed):
        self.request = request
        self.url = request.url
        self.status_code, self.reason, headers = head
        self.headers = CaseInsensitiveDict(headers)
        self.elapsed = timedelta(seconds=elapsed)
        self.history = []
        self.cookies = {}
        self.encoding = _encoding_of(self.headers.get("Content-Type"))
        self._exchange = exchange
        self._timeout = timeout
        self._content = None
        self._consumed = False

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return self.iter_content(128)

    def close(self):
        self._exchange.close()

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in (301, 302, 303, 307, 308)

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def content(self):
        if self._content is None:
            if self._consumed:
                raise RuntimeError("The content for this response was already consumed")
            self._content = b"".join(self._pieces())
        return self._content

    @property
    def text(self):
        return self.content.decode(self.encoding or self.apparent_encoding, "replace")

    def json(self, **options):
        try:
            return loads(self.text, **options)
        except _JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos)

    def _pieces(self):
        self._consumed = True
        try:
            while piece := self._exchange.read(self._timeout):
                yield piece
        except ConnectionResetError as error:
            raise ChunkedEncodingError(f"Connection broken: {error}") from None
        except TimeoutError:
            from requests.sessions import read_timed_out

            raise read_timed_out(self.request, self._timeout) from None

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content is not None:
            pieces = [self._content]
        elif self._consumed:
            raise StreamConsumedError()
        else:
            pieces = self._pieces()
        return self._cut(pieces, chunk_size, decode_unicode)

    def _cut(self, pieces, size, decoded):
        """Pieces of that size. An answer whose length is not known beforehand comes as it arrives, in pieces that may be smaller."""
        left = b""
        waits = "Content-Length" in self.headers and size is not None
        for piece in pieces:
            left += piece
            while left and (not waits or len(left) >= size):
                cut = left[: len(left) if size is None else size]
                left = left[len(cut) :]
                yield cut.decode(self.encoding or "utf-8") if decoded else cut
        if left:
            yield left.decode(self.encoding or "utf-8") if decoded else left

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        """Lines as they arrive. CPython's client may hold lines back until its chunk is full; here none waits."""
        left = b""
        for piece in self.iter_content(None):
            lines = (left + piece).split(b"\n" if delimiter is None else delimiter)
            left = lines.pop()
            for line in lines:
                line = line[:-1] if delimiter is None and line.endswith(b"\r") else line
                yield line.decode(self.encoding or "utf-8") if decode_unicode else line
        if left:
            yield left.decode(self.encoding or "utf-8") if decode_unicode else left

    def raise_for_status(self):
        if self.status_code >= 400:
            side = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {side} Error: {self.reason} for url: {self.url}", response=self)


def _encoding_of(content_type):
    if content_type is None:
        return None
    charset = charset_of(content_type)
    if charset is None and content_type.startswith("text"):
        return "ISO-8859-1"
    return "utf-8" if charset is None and "application/json" in content_type else charset
