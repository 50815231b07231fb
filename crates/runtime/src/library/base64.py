"""Bytes as text of 64, 32 or 16 characters, and back. Not base 85, nor files."""

import binascii

_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_LINE = 57  # bytes that make a line of 76 characters

_bytes = binascii._bytes


def _exchanged(data, characters, others):
    """With other characters in the places of the last two: two by two at once, since the others may be among them."""
    exchange = dict(zip(characters, others))
    return bytes([exchange.get(byte, byte) for byte in data])


def _of_length(characters, length):
    """Characters that a caller wants in the places of others: exactly so many."""
    characters = _bytes(characters)
    assert len(characters) == length, repr(characters)
    return characters


def b64encode(s, altchars=None):
    text = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return text
    assert len(altchars) == 2, repr(altchars)
    return _exchanged(text, b"+/", altchars)


def b64decode(s, altchars=None, validate=False):
    text = _bytes(s)
    if altchars is not None:
        text = _exchanged(text, _of_length(altchars, 2), b"+/")
    return binascii.a2b_base64(text, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def encodebytes(s):
    s = binascii._only_bytes(s)
    return b"".join([binascii.b2a_base64(s[start : start + _LINE]) for start in range(0, len(s), _LINE)])


def decodebytes(s):
    return binascii.a2b_base64(binascii._only_bytes(s))


def _encode32(digits, s):
    s = binascii._only_bytes(s)
    characters = []
    for start in range(0, len(s), 5):
        group = s[start : start + 5]
        number = int.from_bytes(group, "big") << 8 * (5 - len(group))
        count = (len(group) * 8 + 4) // 5
        characters += [digits[number >> shift & 31] for shift in range(35, -1, -5)[:count]]
        characters += b"=" * (8 - count)
    return bytes(characters)


def _decode32(digits, s, casefold):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if casefold:
        s = s.upper()
    stripped = s.rstrip(b"=")
    padding = len(s) - len(stripped)
    number = 0
    decoded = []
    for index, byte in enumerate(stripped):
        value = digits.find(byte)
        if value < 0:
            raise binascii.Error("Non-base32 digit found")
        number = number << 5 | value
        if index % 8 == 7:
            decoded += number.to_bytes(5, "big")  # as five numbers
            number = 0
    if padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if padding:
        decoded += (number << 5 * padding).to_bytes(5, "big")[: 5 - (5 * padding + 7) // 8]
    return bytes(decoded)


def b32encode(s):
    return _encode32(_BASE32, s)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if map01 is not None:
        s = _exchanged(s, b"01", b"O" + _of_length(map01, 1))
    return _decode32(_BASE32, s, casefold)


def b32hexencode(s):
    return _encode32(_BASE32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_BASE32_HEX, s, casefold)


def b16encode(s):
    text = binascii.hexlify(s)
    return text.upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if not all([byte in b"0123456789ABCDEF" for byte in s]):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)
