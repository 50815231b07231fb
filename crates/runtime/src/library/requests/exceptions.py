"""What goes wrong in `requests`."""

from json import JSONDecodeError as _JSONDecodeError


class RequestException(IOError):
    __module__ = "requests.exceptions"

    def __init__(self, *args, **keywords):
        self.response = keywords.pop("response", None)
        self.request = keywords.pop("request", getattr(self.response, "request", None))
        super().__init__(*args)


class InvalidJSONError(RequestException):
    __module__ = "requests.exceptions"


class JSONDecodeError(InvalidJSONError, _JSONDecodeError):
    __module__ = "requests.exceptions"

    def __init__(self, msg, doc, pos, **keywords):
        super().__init__(msg, doc, pos, **keywords)
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)

    def __str__(self):
        return f"{self.msg}: line {self.lineno} column {self.colno} (char {self.pos})"


class HTTPError(RequestException):
    __module__ = "requests.exceptions"


class ConnectionError(RequestException):
    __module__ = "requests.exceptions"


class SSLError(ConnectionError):
    __module__ = "requests.exceptions"


class ProxyError(ConnectionError):
    __module__ = "requests.exceptions"


class Timeout(RequestException):
    __module__ = "requests.exceptions"


class ConnectTimeout(ConnectionError, Timeout):
    __module__ = "requests.exceptions"


class ReadTimeout(Timeout):
    __module__ = "requests.exceptions"


class URLRequired(RequestException):
    __module__ = "requests.exceptions"


class TooManyRedirects(RequestException):
    __module__ = "requests.exceptions"


class MissingSchema(RequestException, ValueError):
    __module__ = "requests.exceptions"


class InvalidSchema(RequestException, ValueError):
    __module__ = "requests.exceptions"


class InvalidURL(RequestException, ValueError):
    __module__ = "requests.exceptions"


class ChunkedEncodingError(RequestException):
    __module__ = "requests.exceptions"


class StreamConsumedError(RequestException, TypeError):
    __module__ = "requests.exceptions"
