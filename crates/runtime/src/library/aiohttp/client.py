"""Sessions: what sends requests."""

import _http
from _asyncio import CancelledError, get_running_loop
from aiohttp.client_exceptions import (
    ClientConnectorError,
    ClientOSError,
    ConnectionTimeoutError,
    InvalidUrlClientError,
    InvalidUrlRedirectClientError,
    NonHttpUrlClientError,
    NonHttpUrlRedirectClientError,
    ServerDisconnectedError,
    SocketTimeoutError,
    TooManyRedirects,
)
from aiohttp.client_reqrep import ClientResponse, RequestInfo
from aiohttp.connector import ConnectionKey, TCPConnector
from aiohttp.helpers import ClientTimeout, Deadline
from json import dumps
from multidict import CIMultiDict
from yarl import URL, _query_text

DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)
_NOT_GIVEN = object()
_REPEATABLE = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")  # may be sent twice without harm


class _BaseRequestContextManager:
    """A request that has not been sent: `await` it for the answer, or `async with` it to let the answer go at the end.

    It has the methods of a coroutine, so that a task can be made of it."""

    def __init__(self, coro):
        self._coro = coro

    def send(self, arg):
        return self._coro.send(arg)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    def __await__(self):
        return self._coro.__await__()

    def __iter__(self):  # for `yield from`, in generators that are coroutines
        return self.__await__()

    async def __aenter__(self):
        self._resp = await self._coro
        return await self._resp.__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        await self._resp.__aexit__(exc_type, exc, tb)


class _SessionRequestContextManager:
    """A request with a session of its own, which ends with it: for `async with` only."""

    def __init__(self, coro, session):
        self._coro = coro
        self._session = session

    async def __aenter__(self):
        try:
            self._resp = await self._coro
        except BaseException:
            await self._session.close()
            raise
        return self._resp

    async def __aexit__(self, exc_type, exc, tb):
        self._resp.close()
        await self._session.close()


class ClientSession:
    """Settings for many requests, and the connections that they share."""

    def __init__(
        self,
        base_url=None,
        *,
        connector=None,
        headers=None,
        auth=None,
        json_serialize=dumps,
        raise_for_status=False,
        timeout=DEFAULT_TIMEOUT,
        connector_owner=True,
        **ignored,
    ):
        self._loop = get_running_loop()
        self._base_url = None if base_url is None else URL(base_url)
        if self._base_url is not None and not self._base_url.path.endswith("/"):
            raise ValueError("base_url must have a trailing '/'")
        self._connector = TCPConnector() if connector is None else connector
        self._connector_owner = connector_owner
        self._closed = False
        self._headers = CIMultiDict(headers or ())
        self._auth = auth
        self._json_serialize = json_serialize
        self._raise_for_status = raise_for_status
        self._timeout = timeout if isinstance(timeout, ClientTimeout) else ClientTimeout(total=timeout)

    @property
    def closed(self):
        return self._closed or self._connector.closed

    @property
    def connector(self):
        return None if self._closed else self._connector

    @property
    def headers(self):
        return self._headers

    @property
    def timeout(self):
        return self._timeout

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, exc_type, exc, tb):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()

    async def close(self):
        if not self.closed:
            self._closed = True
            if self._connector_owner:
                await self._connector.close()

    def request(self, method, url, **options):
        return _BaseRequestContextManager(self._request(method, url, **options))

    def get(self, url, *, allow_redirects=True, **options):
        return _BaseRequestContextManager(self._request("GET", url, allow_redirects=allow_redirects, **options))

    def options(self, url, *, allow_redirects=True, **options):
        return _BaseRequestContextManager(self._request("OPTIONS", url, allow_redirects=allow_redirects, **options))

    def head(self, url, *, allow_redirects=False, **options):
        return _BaseRequestContextManager(self._request("HEAD", url, allow_redirects=allow_redirects, **options))

    def post(self, url, *, data=None, **options):
        return _BaseRequestContextManager(self._request("POST", url, data=data, **options))

    def put(self, url, *, data=None, **options):
        return _BaseRequestContextManager(self._request("PUT", url, data=data, **options))

    def patch(self, url, *, data=None, **options):
        return _BaseRequestContextManager(self._request("PATCH", url, data=data, **options))

    def delete(self, url, **options):
        return _BaseRequestContextManager(self._request("DELETE", url, **options))

    async def _request(
        self,
        method,
        str_or_url,
        *,
        params=None,
        data=None,
        json=None,
        headers=None,
        auth=None,
        allow_redirects=True,
        max_redirects=10,
        raise_for_status=None,
        timeout=_NOT_GIVEN,
        **ignored,
    ):
        if self.closed:
            raise RuntimeError("Session is closed")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        all_headers = CIMultiDict(self._headers)
        all_headers.update(headers or ())
        body, kind = _body(data) if json is None else (self._json_serialize(json).encode(), "application/json")
        if kind is not None:
            all_headers.setdefault("Content-Type", kind)
        if auth or self._auth:
            all_headers.setdefault("Authorization", (auth or self._auth).encode())
        url = self._absolute(str_or_url)
        timeouts = self._timeout if timeout is _NOT_GIVEN else timeout
        if not isinstance(timeouts, ClientTimeout):
            timeouts = ClientTimeout(total=timeouts)
        deadline = Deadline(self._loop, timeouts.total, timeouts.ceil_threshold)
        response = None
        try:
            with deadline:
                request = RequestInfo(url.extend_query(params or {}), method.upper(), all_headers)
                response = await self._answer(request, body, deadline, timeouts)
                history = []
                while allow_redirects and response.status in (301, 302, 303, 307, 308):
                    history.append(response)
                    if len(history) >= max_redirects:
                        response.close()
                        raise TooManyRedirects(history[0].request_info, tuple(history))
                    request, body = _redirected(response, all_headers, body)
                    if request is None:
                        break
                    response.release()
                    response = await self._answer(request, body, deadline, timeouts)
            await self._judge(response, raise_for_status)
            if response.connection is None:
                deadline.stop()
            else:
                response.connection.add_callback(deadline.stop)
            response.history = tuple(history)
            return response
        except BaseException:
            deadline.stop()
            if response is not None:
                response.close()
            raise

    def _absolute(self, str_or_url):
        try:
            url = URL(str_or_url)
        except ValueError as error:
            raise InvalidUrlClientError(str_or_url) from error
        if self._base_url is not None and not url.absolute:
            url = self._base_url.join(url)
        if url.scheme not in ("http", "https", ""):
            raise NonHttpUrlClientError(url)
        if not url.host:
            raise InvalidUrlClientError(url)
        return url

    async def _judge(self, response, raise_for_status):
        if raise_for_status is None:
            raise_for_status = self._raise_for_status
        if callable(raise_for_status):
            await raise_for_status(response)
        elif raise_for_status:
            response.raise_for_status()

    async def _answer(self, request, body, deadline, timeouts):
        """Sends a request and waits for its headers; if the server hangs up instead, sends it once more."""
        try:
            return await self._send(request, body, deadline, timeouts)
        except ClientConnectorError:
            raise
        except (ClientOSError, ServerDisconnectedError):
            if request.method not in _REPEATABLE:
                raise
        return await self._send(request, body, deadline, timeouts)

    async def _send(self, request, body, deadline, timeouts):
        key = ConnectionKey(request.url)
        try:
            connection = await self._connector.connect(key, timeouts)
        except TimeoutError as error:
            raise ConnectionTimeoutError(f"Connection timeout to host {request.url}") from error
        exchange = None
        try:
            url = str(request.url.with_fragment(None))
            exchange = _http.send(request.method, url, request.headers.items(), body)
            connection.on_cut = lambda error: exchange.answered.done() or exchange.answered.set_exception(error)
            answer = await _headers_of(exchange, timeouts.sock_read, self._loop)
            response = ClientResponse(request, connection, exchange, answer, deadline, timeouts.sock_read, self._loop)
            connection.on_cut = response.content.cut
            return response
        except BaseException as error:
            connection.release()
            if exchange is not None:
                exchange.abort()
            if isinstance(error, ConnectionAbortedError):
                raise ServerDisconnectedError() from None
            if isinstance(error, ConnectionResetError):
                raise ClientOSError(*error.args) from error
            if isinstance(error, ConnectionError):
                raise ClientConnectorError(key, error) from error
            raise


async def _headers_of(exchange, timeout, loop):
    """(status, reason, headers), if they come in time."""
    if not timeout:
        return await exchange.answered
    late = False

    def give_up():
        nonlocal late
        late = exchange.answered.cancel()

    give_up._purpose = "timeout"
    timer = loop.call_later(timeout, give_up)
    try:
        return await exchange.answered
    except CancelledError:
        if late:
            raise SocketTimeoutError("Timeout on reading data from socket") from None
        raise
    finally:
        timer.cancel()


def _body(data):
    """The bytes to send, and what to call them."""
    if data is None:
        return None, None
    if isinstance(data, str):
        return data.encode(), "text/plain; charset=utf-8"
    if isinstance(data, bytes):
        return data, "application/octet-stream"
    if hasattr(data, "items") or isinstance(data, (list, tuple)):
        return _query_text(data).encode(), "application/x-www-form-urlencoded"
    raise TypeError(f"data of type {type(data).__name__} is not supported: give a dict, a str or bytes")


def _redirected(response, headers, body):
    """The request that a redirect asks for, and its body. (None, body) if it does not say where."""
    location = response.headers.get("Location")
    if location is None:
        return None, body
    try:
        target = URL(location)
    except ValueError as error:
        response.close()
        text = "Server attempted redirecting to a location that does not look like a URL"
        raise InvalidUrlRedirectClientError(location, text) from error
    if target.scheme not in ("http", "https", ""):
        response.close()
        raise NonHttpUrlRedirectClientError(location)
    url = response.url.join(target)
    method = response.method
    if (response.status == 303 and method != "HEAD") or (response.status in (301, 302) and method == "POST"):
        method, body = "GET", None
        headers.popall("Content-Type", None)
    if url.origin() != response.url.origin():
        headers.popall("Authorization", None)
    return RequestInfo(url, method, headers), body


def request(method, url, *, connector=None, **options):
    """One request with a session of its own; to be used by `async with`."""
    session = ClientSession(connector=connector, connector_owner=connector is None)
    return _SessionRequestContextManager(session._request(method, url, **options), session)
