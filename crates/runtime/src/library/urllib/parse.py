"""URLs taken apart and put together, as text: CPython's, without bytes."""

from collections import namedtuple

uses_params = ["", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "sftp", "ws", "wss"]
uses_netloc = [*uses_relative, "telnet", "snews", "rsync", "svn", "svn+ssh", "git", "git+ssh", "nfs"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

_ALWAYS_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_HEX = "0123456789abcdefABCDEF"


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
    pending = []
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
    for part in qs.split(separator):
        if not part and not strict_parsing:
            continue
        name, equals, value = part.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError(f"bad query field: {part!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, *args, **options):
    result = {}
    for name, value in parse_qsl(qs, *args, **options):
        result.setdefault(name, []).append(value)
    return result


class _Authority:
    """What the middle of a URL says: user, password, host and port."""

    def _user(self):
        info, at, _ = self.netloc.rpartition("@")
        user, colon, password = info.partition(":")
        return (user if at else None), (password if at and colon else None)

    def _host(self):
        host_and_port = self.netloc.rpartition("@")[2]
        _, bracket, rest = host_and_port.partition("[")
        if bracket:
            host, _, rest = rest.partition("]")
            port = rest.partition(":")[2]
        else:
            host, _, port = host_and_port.partition(":")
        return host or None, port or None

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    @property
    def hostname(self):
        host = self._host()[0]
        return host and host.lower()

    @property
    def port(self):
        port = self._host()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(_Authority, namedtuple("SplitResult", "scheme netloc path query fragment")):
    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Authority, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple("DefragResult", "url fragment")):
    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def urlsplit(url, scheme="", allow_fragments=True):
    url = url.lstrip("".join([chr(code) for code in range(33)]))
    for unsafe in "\t\r\n":
        url = url.replace(unsafe, "")
        scheme = scheme.replace(unsafe, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha() and all(character in scheme_chars for character in url[:colon]):
        scheme, url = url[:colon].lower(), url[colon + 1 :]
    if url.startswith("//"):
        end = min([index for index in (url.find(mark, 2) for mark in "/?#") if index >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        head, slash, last = path.rpartition("/")
        last, _, params = last.partition(";")
        path = head + slash + last
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    return url + "#" + fragment if fragment else url


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
    from_base = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, from_base.scheme, allow_fragments)
    if scheme != from_base.scheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = from_base.netloc
    if not path and not params:
        query = query or from_base.query
        return urlunparse((scheme, netloc, from_base.path, from_base.params, query, fragment))
    return urlunparse((scheme, netloc, _joined(from_base.path, path), params, query, fragment))


def _joined(base, path):
    """The path seen from the base's folder, with `.` and `..` walked."""
    if path.startswith("/"):
        parts = path.split("/")
    else:
        before = base.split("/")
        if before[-1]:
            before.pop()  # the page itself; an empty one is the folder's end
        parts = before + path.split("/")
        parts[1:-1] = [part for part in parts[1:-1] if part]
    walked = []
    for part in parts:
        if part == "..":
            if walked:
                walked.pop()
        elif part != ".":
            walked.append(part)
    if parts[-1] in (".", ".."):
        walked.append("")
    return "/".join(walked) or "/"
