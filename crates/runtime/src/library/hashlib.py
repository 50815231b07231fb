"""Checksums of bytes: MD5, SHA-1 and SHA-2. Others, and checksums of files, are refused by name."""

import _digest

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)

_SIZES = dict(_digest.sizes)
_BLOCK_SIZES = {"sha384": 128, "sha512": 128}  # of the others: 64


def _bytes(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    raise TypeError("object supporting the buffer API required")


class HASH:
    """A checksum of the bytes that it was given so far."""

    __module__ = "_hashlib"

    def __init__(self, name, data):
        self.name = name
        self._parts = []
        self.update(data)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {hex(id(self))}>"

    @property
    def digest_size(self):
        return _SIZES[self.name]

    @property
    def block_size(self):
        return _BLOCK_SIZES.get(self.name, 64)

    def update(self, obj, /):
        self._parts.append(_bytes(obj))

    def digest(self):
        self._parts = [b"".join(self._parts)]
        return _digest.digest(self.name, self._parts[0])

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = HASH(self.name, b"")
        other._parts = self._parts[:]
        return other


def new(name, data=b"", *, usedforsecurity=True):
    lowered = name.lower().replace("-", "") if isinstance(name, str) else name
    if lowered not in algorithms_guaranteed:
        raise ValueError(f"unsupported hash type {name}; there are {', '.join(sorted(algorithms_guaranteed))}")
    return HASH(lowered, data)


def md5(string=b"", *, usedforsecurity=True):
    return HASH("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return HASH("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return HASH("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return HASH("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return HASH("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return HASH("sha512", string)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password, made slow on purpose by so many rounds."""
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    kind = new(hash_name)
    length = kind.digest_size if dklen is None else dklen
    if length < 1:
        raise ValueError("key length must be greater than 0.")
    return _digest.pbkdf2(kind.name, _bytes(password), _bytes(salt), iterations, length)
