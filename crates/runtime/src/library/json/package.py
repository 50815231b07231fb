"""JSON text from values and back. The reading and writing itself is native: `_json_text`."""

import _json_text
from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder


def dumps(
    obj,
    *,
    skipkeys=False,
    ensure_ascii=True,
    check_circular=True,
    allow_nan=True,
    cls=None,
    indent=None,
    separators=None,
    default=None,
    sort_keys=False,
    **options,
):
    kind = JSONEncoder if cls is None else cls
    encoder = kind(
        skipkeys=skipkeys,
        ensure_ascii=ensure_ascii,
        check_circular=check_circular,
        allow_nan=allow_nan,
        indent=indent,
        separators=separators,
        default=default,
        sort_keys=sort_keys,
        **options,
    )
    return encoder.encode(obj)


def dump(obj, fp, **options):
    """To what has a `write`, such as an `io.StringIO`: there are no files."""
    fp.write(dumps(obj, **options))


def loads(
    s,
    *,
    cls=None,
    object_hook=None,
    parse_float=None,
    parse_int=None,
    parse_constant=None,
    object_pairs_hook=None,
    **options,
):
    if isinstance(s, (bytes, bytearray)):
        s = bytes(s).decode(detect_encoding(bytes(s)))
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    hooks = {
        "object_hook": object_hook,
        "parse_float": parse_float,
        "parse_int": parse_int,
        "parse_constant": parse_constant,
        "object_pairs_hook": object_pairs_hook,
    }
    options.update({name: hook for name, hook in hooks.items() if hook is not None})
    return (JSONDecoder if cls is None else cls)(**options).decode(s)


def load(fp, **options):
    """From what has a `read`."""
    return loads(fp.read(), **options)


def detect_encoding(b):
    """The encoding of JSON text, by its mark or by where its first characters have zeros."""
    for mark, encoding in _MARKS:
        if b.startswith(mark):
            return encoding
    zeros = [not byte for byte in b[:4]]
    if len(zeros) == 4 and zeros[0]:
        return "utf-16-be" if not zeros[1] else "utf-32-be"
    if len(zeros) == 4 and zeros[1]:
        return "utf-16-le" if not zeros[2] or not zeros[3] else "utf-32-le"
    if len(zeros) == 2 and any(zeros):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return "utf-8"


_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
