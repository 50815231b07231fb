"""Sessions, which send."""

from _types import unsupported
from _http import send_blocking
from requests.exceptions import ConnectionError, ReadTimeout, TooManyRedirects
from requests.models import CaseInsensitiveDict, PreparedRequest, Response
from time import perf_counter
from urllib.parse import urljoin, urlsplit

_MOST_REDIRECTS = 30
_REFUSED = ("auth", "files", "cookies", "cert", "proxies")


def _pool_of(request):
    parts = urlsplit(request.url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"HTTP{'S' if parts.scheme == 'https' else ''}ConnectionPool(host={parts.hostname!r}, port={port})"


def read_timed_out(request, timeout):
    return ReadTimeout(f"{_pool_of(request)}: Read timed out. (read timeout={timeout})", request=request)


class Session:
    """Sends requests, each with the session's headers and parameters."""

    def __init__(self):
        self.headers = CaseInsensitiveDict({
            "User-Agent": "python-requests/2.31.0",
            "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*",
            "Connection": "keep-alive",
        })
        self.params = {}
        self.max_redirects = _MOST_REDIRECTS

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        pass

    def mount(self, prefix, adapter):
        pass

    def request(
        self, method, url, params=None, data=None, headers=None, json=None, timeout=None, allow_redirects=True, stream=False,
        verify=None, hooks=None, **others,
    ):  # fmt: skip
        for name in others:
            if name not in _REFUSED:
                raise TypeError(f"Session.request() got an unexpected keyword argument {name!r}")
            if others[name] is not None:
                unsupported(f"requests: {name}= is not supported here")
        together = self.headers.copy()
        together.update(headers or {})
        for name in [name for name, value in together.items() if value is None]:
            del together[name]
        parameters = {**self.params, **params} if self.params and isinstance(params or {}, dict) else params
        request = PreparedRequest(method, url, together, parameters, data, json)
        read_timeout = timeout[1] if isinstance(timeout, tuple) else timeout
        response = self._send(request, read_timeout)
        if allow_redirects:
            response = self._follow(response, read_timeout)
        if not stream:
            response.content
        return response

    def _send(self, request, read_timeout):
        began = perf_counter()
        exchange = send_blocking(request.method, request.url, request.headers.items(), request.content)
        try:
            head = exchange.head(read_timeout)
        except ConnectionRefusedError as error:
            target = request.url.partition("://")[2].partition("/")[2]
            message = f"{_pool_of(request)}: Max retries exceeded with url: /{target} (Caused by: {error})"
            raise ConnectionError(message, request=request) from None
        except TimeoutError:
            raise read_timed_out(request, read_timeout) from None
        return Response(request, exchange, head, read_timeout, perf_counter() - began)

    def _follow(self, response, read_timeout):
        history = []
        while response.is_redirect:
            if len(history) == self.max_redirects:
                raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=response)
            response.content
            history.append(response)
            old = response.request
            method = "GET" if response.status_code == 303 or (response.status_code < 303 and old.method == "POST") else old.method
            body = None if method == "GET" else old.body
            url = urljoin(old.url, response.headers["location"])
            response = self._send(PreparedRequest(method, url, old.headers, None, body, None), read_timeout)
            response.history = list(history)
        return response

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def options(self, url, **options):
        return self.request("OPTIONS", url, **options)

    def head(self, url, **options):
        options.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request("POST", url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request("PUT", url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request("PATCH", url, data=data, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)
