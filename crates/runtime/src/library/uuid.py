"""Identifiers of 128 bits. What is random in them comes from the run's seed, and the time is the run's: a rerun repeats them."""

import time
from _digest import md5, sha1
from enum import Enum
from os import urandom


class SafeUUID(Enum):
    safe = 0
    unsafe = -1
    unknown = None


RESERVED_NCS = "reserved for NCS compatibility"
RFC_4122 = "specified in RFC 4122"
RESERVED_MICROSOFT = "reserved for Microsoft compatibility"
RESERVED_FUTURE = "reserved for future definition"


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = _number(digits, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = _swapped(bytes_le)
        if fields is not None:
            int = _joined(fields)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = _from_bytes(bytes)
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        self.__dict__["int"] = int
        self.__dict__["is_safe"] = is_safe

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    @property
    def hex(self):
        return f"{self.int:032x}"

    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    @property
    def urn(self):
        return f"urn:uuid:{self}"

    @property
    def fields(self):
        parts, left = [], 128
        for _, bits in _FIELDS:
            left -= bits
            parts.append(self.int >> left & (1 << bits) - 1)
        return tuple(parts)

    @property
    def time(self):
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def variant(self):
        top = self.int >> 61 & 7
        if top < 4:
            return RESERVED_NCS
        return RFC_4122 if top < 6 else RESERVED_MICROSOFT if top == 6 else RESERVED_FUTURE

    @property
    def version(self):
        return self.int >> 76 & 15 if self.variant == RFC_4122 else None

    def __str__(self):
        digits = self.hex
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def __repr__(self):
        return f"UUID('{self}')"

    def __int__(self):
        return self.int

    def __hash__(self):
        return hash(self.int)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented


_number = int  # inside the class, these names are arguments
_from_bytes = lambda data: int.from_bytes(data, "big")

# The parts of an identifier, the highest first, and their bits.
_FIELDS = [("time_low", 32), ("time_mid", 16), ("time_hi_version", 16), ("clock_seq_hi_variant", 8), ("clock_seq_low", 8), ("node", 48)]

for _place, (_name, _) in enumerate(_FIELDS):
    setattr(UUID, _name, property(lambda self, index=_place: self.fields[index]))


def _joined(fields):
    if len(fields) != 6:
        raise ValueError("fields is not a 6-tuple")
    joined = 0
    for index, (value, (_, bits)) in enumerate(zip(fields, _FIELDS), 1):
        if not 0 <= value < 1 << bits:
            article = "an" if bits == 8 else "a"
            raise ValueError(f"field {index} out of range (need {article} {bits}-bit value)")
        joined = joined << bits | value
    return joined


def _swapped(data):
    """The bytes with the first three fields the other way round: its own inverse."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


_EPOCH = 0x01B21DD213814000  # from 15 October 1582 to 1970, in steps of 100 ns
_node = None
_latest = None


def getnode():
    """A random number for the machine, marked as one: there is no network card whose address could be taken."""
    global _node
    if _node is None:
        _node = _from_bytes(urandom(6)) | 1 << 40
    return _node


def uuid1(node=None, clock_seq=None):
    global _latest
    timestamp = time.time_ns() // 100 + _EPOCH
    if _latest is not None and timestamp <= _latest:
        timestamp = _latest + 1
    _latest = timestamp
    if clock_seq is None:
        clock_seq = _from_bytes(urandom(2)) & 0x3FFF
    if node is None:
        node = getnode()
    low, middle, high = timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF
    return UUID(fields=(low, middle, high, clock_seq >> 8 & 0x3F, clock_seq & 0xFF, node), version=1)


def uuid3(namespace, name):
    return UUID(bytes=md5(namespace.bytes + bytes(name, "utf-8")), version=3)


def uuid4():
    return UUID(bytes=urandom(16), version=4)


def uuid5(namespace, name):
    return UUID(bytes=sha1(namespace.bytes + bytes(name, "utf-8"))[:16], version=5)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
