"""Bytes as text and back: hexadecimal and base 64, and the checksum CRC-32. Not the encodings of old mail (`uu`, `quopri`)."""

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {ord(character): value for value, character in enumerate(_BASE64)}
_PADDING = ord("=")


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _bytes(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return _only_bytes(data)


def _only_bytes(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _only_bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


def unhexlify(hexstr, /):
    digits = _bytes(hexstr)
    if len(digits) % 2:
        raise Error("Odd-length string")
    if not all([byte in b"0123456789abcdefABCDEF" for byte in digits]):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(digits.decode("ascii"))


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_base64(data, /, *, newline=True):
    data = _only_bytes(data)
    digits = []
    for start in range(0, len(data), 3):
        group = data[start : start + 3]
        number = int.from_bytes(group, "big") << 8 * (3 - len(group))
        digits += [_BASE64[number >> shift & 63] for shift in (18, 12, 6, 0)[: len(group) + 1]]
        digits += "=" * (3 - len(group))
    return "".join([*digits, "\n" if newline else ""]).encode("ascii")


def a2b_base64(data, /, *, strict_mode=False):
    """What is no digit is passed over, if the mode is not strict."""
    decoded = []
    digits = number = padding = 0
    data = _bytes(data)
    if strict_mode and data[:1] == b"=":
        raise Error("Leading padding not allowed")
    for index, byte in enumerate(data):
        if byte == _PADDING:
            padding += 1
            if digits % 4 >= 2 and digits % 4 + padding >= 4:
                if strict_mode and index + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(decoded)
            continue
        value = _VALUES.get(byte)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and padding:
            raise Error("Discontinuous padding not allowed")
        padding = 0
        number = (number << 6 | value) & 0xFFFF
        digits += 1
        if digits % 4 != 1:
            decoded.append(number >> (0, 0, 4, 2)[digits % 4] & 255)
    if digits % 4 == 1:
        message = f"number of data characters ({digits}) cannot be 1 more than a multiple of 4"
        raise Error(f"Invalid base64-encoded string: {message}")
    if digits % 4:
        raise Error("Incorrect padding")
    return bytes(decoded)


_table = []


def crc32(data, value=0, /):
    if not _table:
        for number in range(256):
            for _ in range(8):
                number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
            _table.append(number)
    value ^= 0xFFFFFFFF
    for byte in _only_bytes(data):
        value = value >> 8 ^ _table[(value ^ byte) & 255]
    return value ^ 0xFFFFFFFF
