"""What can go wrong with a request, from the address to the last byte of the answer."""


class ClientError(Exception):
    """Anything of the below."""


class ClientResponseError(ClientError):
    """An answer came, and is not what was hoped for."""

    def __init__(self, request_info, history, *, status=0, message="", headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status
        self.message = message
        self.headers = headers
        self.args = (request_info, history)

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}"

    def __repr__(self):
        args = f"{self.request_info!r}, {self.history!r}"
        if self.status != 0:
            args += f", status={self.status!r}"
        if self.message != "":
            args += f", message={self.message!r}"
        if self.headers is not None:
            args += f", headers={self.headers!r}"
        return f"{type(self).__name__}({args})"


class ContentTypeError(ClientResponseError):
    """JSON was asked for, and something else came."""


class TooManyRedirects(ClientResponseError):
    """Sent on from one address to the next, too often."""


class ClientConnectionError(ClientError):
    """The connection could not be made, or did not last."""


class ClientConnectionResetError(ClientConnectionError, ConnectionResetError):
    """The connection was gone before the request was sent."""


class ClientOSError(ClientConnectionError, OSError):
    """The operating system reported it."""


class ClientConnectorError(ClientOSError):
    """Nobody answers at that address."""

    def __init__(self, connection_key, os_error):
        self._conn_key = connection_key
        self._os_error = os_error
        super().__init__(os_error.errno, os_error.strerror or str(os_error))
        self.args = (connection_key, os_error)

    @property
    def os_error(self):
        return self._os_error

    @property
    def host(self):
        return self._conn_key.host

    @property
    def port(self):
        return self._conn_key.port

    @property
    def ssl(self):
        return self._conn_key.ssl

    def __str__(self):
        ssl = "default" if self.ssl is True else self.ssl
        return f"Cannot connect to host {self.host}:{self.port} ssl:{ssl} [{self.strerror}]"


class ClientConnectorDNSError(ClientConnectorError):
    """There is no such host."""


class ServerConnectionError(ClientConnectionError):
    """The server is to blame."""


class ServerDisconnectedError(ServerConnectionError):
    """The server closed the connection without an answer."""

    def __init__(self, message=None):
        self.message = "Server disconnected" if message is None else message
        self.args = (self.message,)


class ServerTimeoutError(ServerConnectionError, TimeoutError):
    """The server is too slow."""


class ConnectionTimeoutError(ServerTimeoutError):
    """It took too long to get a connection."""


class SocketTimeoutError(ServerTimeoutError):
    """Nothing came for too long."""


class ClientPayloadError(ClientError):
    """The answer's body broke off."""


class InvalidURL(ClientError, ValueError):
    """No request can be sent there."""

    def __init__(self, url, description=None):
        self._url = url
        self._description = description
        super().__init__(*([url, description] if description else [url]))

    @property
    def url(self):
        return self._url

    @property
    def description(self):
        return self._description

    def __str__(self):
        return f"{self._url} - {self._description}" if self._description else str(self._url)

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


class InvalidUrlClientError(InvalidURL):
    """The program's own URL is not one."""


class RedirectClientError(ClientError):
    """The server redirected to where one cannot go."""


class NonHttpUrlClientError(ClientError):
    """A URL, but not of the web."""


class InvalidUrlRedirectClientError(InvalidUrlClientError, RedirectClientError):
    """The server redirected to what is not a URL."""


class NonHttpUrlRedirectClientError(NonHttpUrlClientError, RedirectClientError):
    """The server redirected out of the web."""
