"""The client of aiohttp: requests that run side by side.

It behaves as aiohttp 3.14 does, over the page's own network or a simulated one. Not here: the server, WebSockets, cookies, uploads
of files, proxies, certificates and tracing. Arguments for those are accepted and have no effect.
"""

from aiohttp.client import ClientSession, request
from aiohttp.client_exceptions import (
    ClientConnectionError,
    ClientConnectionResetError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientOSError,
    ClientPayloadError,
    ClientResponseError,
    ConnectionTimeoutError,
    ContentTypeError,
    InvalidURL,
    InvalidUrlClientError,
    InvalidUrlRedirectClientError,
    NonHttpUrlClientError,
    NonHttpUrlRedirectClientError,
    RedirectClientError,
    ServerConnectionError,
    ServerDisconnectedError,
    ServerTimeoutError,
    SocketTimeoutError,
    TooManyRedirects,
)
from aiohttp.client_reqrep import ClientResponse, RequestInfo
from aiohttp.connector import TCPConnector
from aiohttp.helpers import BasicAuth, ClientTimeout, encode_basic_auth
from aiohttp.streams import StreamReader

BaseConnector = TCPConnector
__version__ = "3.14.5"
