"""URLs taken apart and put together, as text: CPython's, without bytes."""

from collections import namedtuple

uses_params = ["", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero"]
uses_relative += ["rtsp", "rtsps", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = [*uses_relative, "telnet", "snews", "rsync", "nfs", "git", "git+ssh"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

_ALWAYS_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_HEX = "0123456789abcdefABCDEF"
_BLANK = "".join([chr(code) for code in range(33)])


def quote(string, safe="/", encoding="utf-8", errors="strict"):
    if not isinstance(string, (str, bytes)):
        raise TypeError("quote_from_bytes() expected bytes")
    kept = _ALWAYS_SAFE | frozenset(safe)
    data = string.encode(encoding, errors) if isinstance(string, str) else string
    return "".join([chr(byte) if chr(byte) in kept else f"%{byte:02X}" for byte in data])


def quote_plus(string, safe="", encoding="utf-8", errors="strict"):
    if isinstance(string, bytes):
        string = string.decode("latin-1")
        encoding = "latin-1"
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    out = []
    pending = []  # bytes, of which several may be one character
    position = 0
    while position < len(string):
        code = string[position + 1 : position + 3]
        if string[position] == "%" and len(code) == 2 and code[0] in _HEX and code[1] in _HEX:
            pending.append(int(code, 16))
            position += 3
            continue
        if pending:
            out.append(bytes(pending).decode(encoding, errors))
            pending = []
        out.append(string[position])
        position += 1
    out.append(bytes(pending).decode(encoding, errors))
    return "".join(out)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode()
    return unquote(string.decode("latin-1"), "latin-1").encode("latin-1")


def urlencode(query, doseq=False, safe="", encoding="utf-8", errors="strict", quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    elif isinstance(query, (str, bytes)) or not hasattr(query, "__iter__") or (len(query) and not isinstance(query[0], tuple)):
        raise TypeError("not a valid non-string sequence or mapping object")

    def quoted(value):
        return quote_via(value if isinstance(value, bytes) else str(value), safe=safe)

    pairs = []
    for key, value in query:
        many = doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__len__")
        for one in value if many else (value,):
            pairs.append(f"{quoted(key)}={quoted(one)}")
    return "&".join(pairs)


def parse_qsl(
    qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"
):
    if not separator or not isinstance(separator, str):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator) if qs else ():
        name, equals, value = field.partition("=")
        if strict_parsing and not equals:
            raise ValueError(f"bad query field: {field!r}")
        if value or (keep_blank_values and field):
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, *args, **options):
    result = {}
    for name, value in parse_qsl(qs, *args, **options):
        result.setdefault(name, []).append(value)
    return result


class _Authority:
    """What the middle of a URL says: user, password, host and port."""

    def _login(self):
        return self.netloc.rpartition("@")[0].partition(":")

    def _address(self):
        """The host and the port, as they stand there. In brackets is a host that has colons itself."""
        address = self.netloc.rpartition("@")[2]
        if "[" not in address:
            host, _, port = address.partition(":")
            return host, port
        host, _, behind = address.partition("[")[2].partition("]")
        return host, behind.partition(":")[2]

    @property
    def username(self):
        return self._login()[0] if "@" in self.netloc else None

    @property
    def password(self):
        _, colon, password = self._login()
        return password if colon else None

    @property
    def hostname(self):
        return self._address()[0].lower() or None

    @property
    def port(self):
        text = self._address()[1]
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        number = int(text)
        if number > 65535:
            raise ValueError("Port out of range 0-65535")
        return number


class SplitResult(_Authority, namedtuple("SplitResult", "scheme netloc path query fragment")):
    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Authority, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple("DefragResult", "url fragment")):
    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def _on_one_line(text):
    return text.replace("\t", "").replace("\r", "").replace("\n", "")


def _is_scheme(text):
    return text[:1].isalpha() and all([character in scheme_chars for character in text])


def urlsplit(url, scheme="", allow_fragments=True):
    """From the end to the beginning, since `#` and `?` mean the same wherever they stand, and colons and slashes do not."""
    rest, scheme = _on_one_line(url.lstrip(_BLANK)), _on_one_line(scheme)
    netloc = fragment = ""
    if allow_fragments:
        rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    before, colon, behind = rest.partition(":")
    if colon and _is_scheme(before):
        scheme, rest = before.lower(), behind
    if rest.startswith("//"):
        path = min([at for at in (rest.find("/", 2), rest.find("#", 2)) if at > 0], default=len(rest))
        netloc, rest = rest[2:path], rest[path:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    return SplitResult(scheme, netloc, rest, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        head, slash, last = path.rpartition("/")
        last, _, params = last.partition(";")
        path = head + slash + last
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, path, query, fragment = components
    pieces = []
    if scheme:
        pieces += [scheme, ":"]
    # Such a scheme has the slashes even where nothing follows them; a path that begins with two has them already.
    if netloc or (scheme and scheme in uses_netloc and not path.startswith("//")):
        pieces += ["//", netloc or "", "" if path[:1] in ("", "/") else "/"]
    pieces.append(path)
    for mark, text in (("?", query), ("#", fragment)):
        if text:
            pieces += [mark, text]
    return "".join(pieces)


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{path};{params}" if params else path, query, fragment))


def urldefrag(url):
    if "#" not in url:
        return DefragResult(url, "")
    parts = urlparse(url)
    return DefragResult(urlunparse(parts._replace(fragment="")), parts.fragment)


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return base or url
    known = urlparse(base, "", allow_fragments)
    whole = urlparse(url, known.scheme, allow_fragments)
    if whole.scheme != known.scheme or whole.scheme not in uses_relative:
        return url
    if whole.scheme in uses_netloc:
        if whole.netloc:
            return whole.geturl()
        whole = whole._replace(netloc=known.netloc)
    if whole.path or whole.params:
        whole = whole._replace(path=_joined(known.path, whole.path))
    else:
        whole = whole._replace(path=known.path, params=known.params, query=whole.query or known.query)
    return whole.geturl()


def _joined(base, path):
    """The path seen from the base's folder, with `.` and `..` walked."""
    is_whole = path.startswith("/")
    if not is_whole:
        path = (base[: base.rfind("/") + 1] if base else "/") + path
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"  # the folder, not a page in it
    parts = path.split("/")
    if not is_whole:
        parts[1:-1] = [part for part in parts[1:-1] if part]
    walked = []
    for part in parts:
        if part == "..":
            del walked[-1:]
        elif part != ".":
            walked.append(part)
    return "/".join(walked) or "/"
