"""`urlopen`, which blocks: no openers, handlers or proxies."""

from _blocking_http import Headers, charset_of
from _http import send_blocking
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

_MOST_REDIRECTS = 10


class _Message(Headers):
    """The headers of an answer; `[]` of one that is missing gives None, as in a message of `email`."""

    def __getitem__(self, name):
        return super().__getitem__(name) if name in self else None

    def get_content_type(self):
        return (self["Content-Type"] or "text/plain").partition(";")[0].strip().lower()

    def get_content_charset(self, failobj=None):
        charset = charset_of(self["Content-Type"])
        return failobj if charset is None else charset.lower()


class Request:
    """What is to be asked."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError(f"unknown url type: {url!r}")
        self.type = parts.scheme
        self.host = parts.netloc
        self.selector = url.partition("://")[2].removeprefix(parts.netloc) or "/"
        self.data = data
        self.headers = {}
        if method is not None:
            self.method = method
        for name, value in headers.items():
            self.add_header(name, value)

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, default)

    def get_method(self):
        return getattr(self, "method", "GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url


class _Response:
    """An answer that is read like a file."""

    def __init__(self, url, exchange, head, timeout):
        self.url = url
        self.status, self.reason, headers = head
        self.code = self.status
        self.msg = self.reason
        self.headers = _Message(headers)
        self.closed = False
        self._exchange = exchange
        self._timeout = timeout
        self._left = b""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self.closed = True
        self._exchange.close()

    def _more(self):
        piece = self._exchange.read(self._timeout)
        self._left += piece
        return bool(piece)

    def _take(self, count):
        taken, self._left = self._left[:count], self._left[count:]
        return taken

    def read(self, size=-1):
        if self.closed:
            return b""
        everything = size is None or size < 0
        while (everything or len(self._left) < size) and self._more():
            pass
        return self._take(len(self._left) if everything else size)

    def readline(self, limit=-1):
        while b"\n" not in self._left and self._more():
            pass
        end = self._left.find(b"\n") + 1
        return self._take(end or len(self._left))

    def __iter__(self):
        while line := self.readline():
            yield line

    def readlines(self):
        return list(self)

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers


def urlopen(url, data=None, timeout=None, *, context=None):
    request = url if isinstance(url, Request) else Request(url, data)
    if request.type not in ("http", "https"):
        raise URLError(f"unknown url type: {request.type}")
    body = request.data if data is None else data
    if isinstance(body, str):
        raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
    headers = Headers({"Accept-Encoding": "identity", "User-Agent": "Python-urllib/3.11", "Connection": "close"})
    if body is not None:
        headers.update({"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))})
    headers.update(request.headers)
    method, address = request.get_method(), request.full_url
    for _ in range(_MOST_REDIRECTS):
        response = _open(method, address, headers.items(), body, timeout)
        location = response.headers["Location"]
        if response.status not in (301, 302, 303, 307, 308) or location is None:
            break
        address, method, body = urljoin(address, location), "GET", None
    if not 200 <= response.status < 300:
        raise HTTPError(address, response.status, response.reason, response.headers, response)
    return response


def _open(method, address, headers, body, timeout):
    exchange = send_blocking(method, address, headers, body)
    try:
        head = exchange.head(timeout)
    except ConnectionRefusedError as error:
        raise URLError(ConnectionRefusedError(111, str(error))) from None
    return _Response(address, exchange, head, timeout)
