"""Paths as text, as POSIX has them. What would look at a disk is refused by name."""

curdir, pardir, sep, extsep = ".", "..", "/", "."
altsep, pathsep, defpath, devnull = None, ":", "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = False


def _text(path):
    if hasattr(path, "__fspath__"):
        path = path.__fspath__()
    if not isinstance(path, str):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return path


def normcase(s):
    return _text(s)


def isabs(s):
    return _text(s).startswith(sep)


def join(a, *p):
    for part in (a, *p):
        if not isinstance(part, str) and not hasattr(part, "__fspath__"):
            kind = type(part).__name__
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {kind!r}")
    joined, *parts = [_text(part) for part in (a, *p)]
    for part in parts:
        if part.startswith(sep):
            joined = part
        else:
            joined += part if not joined or joined.endswith(sep) else sep + part
    return joined


def split(p):
    p = _text(p)
    cut = p.rfind(sep) + 1
    head, tail = p[:cut], p[cut:]
    return head.rstrip(sep) or head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    """Dots at the beginning of a name begin no ending."""
    p = _text(p)
    start = p.rfind(sep) + 1
    dot = p.rfind(".", start)
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def normpath(path):
    path = _text(path)
    slashes = len(path) - len(path.lstrip(sep))
    root = sep * (slashes if slashes < 3 else 1)  # exactly two mean something of their own
    parts = []
    for part in path.split(sep):
        if part in ("", curdir):
            continue
        if part == pardir and (parts and parts[-1] != pardir or not parts and root):
            if parts:
                parts.pop()
        else:
            parts.append(part)
    return root + sep.join(parts) or curdir


def commonprefix(m):
    """What all begin with, character by character."""
    if not m:
        return ""
    first, last = min(m), max(m)
    for index, character in enumerate(first):
        if character != last[index]:
            return first[:index]
    return first


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split(sep) if part and part != curdir] for path in paths]
    return (sep if isabs(paths[0]) else "") + sep.join(commonprefix(split_paths))
