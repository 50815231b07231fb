"""URLs as values, as the package yarl has them: what aiohttp takes and gives. Without user names, passwords and IDNA."""

from multidict import MultiDictProxy

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_IN_PATH = frozenset(_UNRESERVED + "!$&'()*+,:;=@/")
_IN_QUERY = frozenset(_UNRESERVED + "!$'()*,/:?@&+;=")
_IN_QUERY_PART = frozenset(_UNRESERVED + "!$'()*,/:?@")
_IN_FRAGMENT = frozenset(_UNRESERVED + "!$&'()*+,:;=@/?")
_HEX = "0123456789abcdefABCDEF"
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
_NOT_A_QUERY = "Invalid query type: only str, mapping or sequence of (key, value) pairs is allowed"


def _quote(text, safe, query=False, requote=True):
    """Percent-encodes what is not safe. What is encoded already stays so, unless it need not be (`requote`)."""
    out = []
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        code = text[position : position + 2]
        if character in safe:
            out.append(character)
        elif character == " " and query:
            out.append("+")
        elif character == "%" and requote and len(code) == 2 and code[0] in _HEX and code[1] in _HEX:
            decoded = chr(int(code, 16))
            out.append(decoded if decoded in _UNRESERVED else "%" + code.upper())
            position += 2
        else:
            out.extend([f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass")])
    return "".join(out)


def _unquote(text, query=False):
    raw = []
    position = 0
    while position < len(text):
        character = text[position]
        code = text[position + 1 : position + 3]
        position += 1
        if character == "+" and query:
            raw.append(32)
        elif character == "%" and len(code) == 2 and code[0] in _HEX and code[1] in _HEX:
            raw.append(int(code, 16))
            position += 2
        else:
            raw.extend(character.encode("utf-8", "surrogatepass"))
    return bytes(raw).decode("utf-8", "replace")


def _split(text):
    """(scheme, authority or None, path, query, fragment) of a URL's text."""
    text, _, fragment = text.partition("#")
    text, _, query = text.partition("?")
    scheme, colon, rest = text.partition(":")
    allowed = _UNRESERVED.replace("_", "").replace("~", "") + "+"
    if colon and scheme[:1].isalpha() and scheme[0].isascii() and all(character in allowed for character in scheme):
        text = rest
    else:
        scheme = ""
    authority = None
    if text.startswith("//"):
        authority, slash, path = text[2:].partition("/")
        text = slash + path
    return scheme.lower(), authority, text, query, fragment


def _host_and_port(authority):
    """The host in lower case, and the port if there is one."""
    authority = authority.rpartition("@")[2]
    if authority.startswith("["):
        host, _, rest = authority[1:].partition("]")
        port = rest[1:]
    else:
        host, _, port = authority.partition(":")
    if not port:
        return host.lower(), None
    if not port.isdecimal():
        raise ValueError("Invalid URL: port can't be converted to integer")
    if int(port) > 65535:
        raise ValueError("Port out of range 0-65535")
    return host.lower(), int(port)


def _without_dots(path):
    """The path with `.` and `..` walked."""
    if "." not in path:
        return path
    parts = []
    for part in path.split("/"):
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        elif part != ".":
            parts.append(part)
    if path.endswith(("/.", "/..")):
        parts.append("")
    return "/".join(parts)


def _query_value(value):
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"float({str(value)!r}) is not supported")
        return str(float(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(int(value))
    raise TypeError(
        f"Invalid variable type: value should be str, int or float, got {value!r} of type {type(value)}"
    )


def _query_text(query):
    """A query's text from a str, a mapping (its values may be lists) or a sequence of pairs."""
    if query is None:
        return ""
    if isinstance(query, str):
        return _quote(query, _IN_QUERY, query=True)
    if hasattr(query, "items"):
        pairs = []
        for key, value in query.items():
            pairs += [(key, one) for one in value] if isinstance(value, (list, tuple)) else [(key, value)]
    elif isinstance(query, (list, tuple)):
        pairs = [(key, value) for key, value in query]
    else:
        raise TypeError(_NOT_A_QUERY)
    quoted = []
    for key, value in pairs:
        value = _query_value(value)
        quoted.append(
            _quote(key, _IN_QUERY_PART, query=True, requote=False)
            + "="
            + _quote(value, _IN_QUERY_PART, query=True, requote=False)
        )
    return "&".join(quoted)


class URL:
    """A URL; immutable, its parts encoded."""

    def __init__(self, val="", *, encoded=False):
        if isinstance(val, URL):
            val = str(val)
        elif not isinstance(val, str):
            raise TypeError("Constructor parameter should be str")
        self.scheme, authority, path, query, fragment = _split(val)
        self.host, self.explicit_port = (None, None) if authority is None else _host_and_port(authority)
        if not encoded:
            path = _quote(path, _IN_PATH)
            query = _quote(query, _IN_QUERY, query=True)
            fragment = _quote(fragment, _IN_FRAGMENT)
        if self.host is not None:
            path = _without_dots(path)
            path = path or ("/" if self.host and (query or fragment) else "")
        self._path, self.raw_query_string, self.raw_fragment = path, query, fragment
        if self.host == "":
            self.host = None
        if self.explicit_port is not None and self.explicit_port == _PORTS.get(self.scheme):
            self.explicit_port = None

    def _replace(self, **parts):
        new = URL()
        new.__dict__.update(self.__dict__)
        new.__dict__.update(parts)
        return new

    def __str__(self):
        text = self._path
        if self.host is not None:
            host = f"[{self.host}]" if ":" in self.host else self.host
            text = f"//{host}{'' if self.explicit_port is None else f':{self.explicit_port}'}{text}"
        elif self.scheme in _PORTS:
            text = "//" + text
        if self.scheme:
            text = f"{self.scheme}:{text}"
        if self.raw_query_string:
            text += "?" + self.raw_query_string
        if self.raw_fragment:
            text += "#" + self.raw_fragment
        return text

    def __repr__(self):
        return f"URL({str(self)!r})"

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def __truediv__(self, name):
        return self.joinpath(name)

    def __mod__(self, query):
        return self.update_query(query)

    @property
    def absolute(self):
        return self.host is not None

    @property
    def raw_host(self):
        return self.host

    @property
    def port(self):
        return _PORTS.get(self.scheme) if self.explicit_port is None else self.explicit_port

    @property
    def raw_path(self):
        return self._path or ("/" if self.absolute else "")

    @property
    def path(self):
        return _unquote(self.raw_path)

    @property
    def query_string(self):
        return _unquote(self.raw_query_string, query=True)

    @property
    def fragment(self):
        return _unquote(self.raw_fragment)

    @property
    def path_qs(self):
        return self.path + ("?" + self.query_string if self.raw_query_string else "")

    @property
    def query(self):
        pairs = [part.partition("=") for part in self.raw_query_string.split("&") if part]
        return MultiDictProxy([(_unquote(key, True), _unquote(value, True)) for key, _, value in pairs])

    @property
    def parts(self):
        if self.path.startswith("/"):
            return ("/", *self.path[1:].split("/"))
        return tuple(self.path.split("/"))

    @property
    def name(self):
        return self.parts[-1] if self.raw_path not in ("", "/") else ""

    @property
    def parent(self):
        head = self.raw_path.rstrip("/").rpartition("/")[0]
        return self._replace(_path=head or "/", raw_query_string="", raw_fragment="")

    def origin(self):
        if not self.absolute:
            raise ValueError("URL should be absolute")
        return self._replace(_path="", raw_query_string="", raw_fragment="")

    def _authority(self):
        return str(self._replace(scheme="", _path="", raw_query_string="", raw_fragment=""))[2:]

    def relative(self):
        return self._replace(scheme="", host=None, explicit_port=None)

    def with_path(self, path):
        return self._replace(_path=_quote(path, _IN_PATH), raw_query_string="", raw_fragment="")

    def with_fragment(self, fragment):
        return self._replace(raw_fragment="" if fragment is None else _quote(fragment, _IN_FRAGMENT))

    def with_query(self, *query, **more):
        return self._with_raw_query(_query_text(query[0] if query else more))

    def _with_raw_query(self, query):
        return self._replace(_path=self.raw_path if query else self._path, raw_query_string=query)

    def extend_query(self, *query, **more):
        """The query with more behind it."""
        new = _query_text(query[0] if query else more)
        return self._with_raw_query("&".join([part for part in (self.raw_query_string, new) if part]))

    def update_query(self, *query, **more):
        """The query with these keys set, the others as they were."""
        new = URL("?" + _query_text(query[0] if query else more), encoded=True).query
        merged = [pair for pair in self.query.items() if pair[0] not in new] + new.items()
        return self.with_query(merged)

    def joinpath(self, *names):
        path = "/".join([self.raw_path.rstrip("/"), *[_quote(name, _IN_PATH) for name in names]])
        return self._replace(_path=_without_dots(path), raw_query_string="", raw_fragment="")

    def join(self, other):
        """The other URL, seen from this one."""
        if other.scheme and other.scheme != self.scheme or other.absolute:
            return other if other.scheme else other._replace(scheme=self.scheme)
        path, query = other.raw_path, other.raw_query_string
        if not path:
            path, query = self.raw_path, query or self.raw_query_string
        elif not path.startswith("/"):
            path = _without_dots(self.raw_path.rpartition("/")[0] + "/" + path)
        return self._replace(_path=path, raw_query_string=query, raw_fragment=other.raw_fragment)

    def human_repr(self):
        query = "?" + self.query_string if self.raw_query_string else ""
        return f"{self.scheme}://{self._authority()}{self.path}{query}"
