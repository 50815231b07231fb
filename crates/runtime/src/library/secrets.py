"""Secrets that are none: what is random in them comes from the run's seed, as in `os.urandom`, so that a rerun repeats them."""

from base64 import urlsafe_b64encode
from hmac import compare_digest
from os import urandom
from random import SystemRandom

DEFAULT_ENTROPY = 32  # bytes

_source = None


def _random():
    """One of its own: the program's numbers, and the bytes of tokens, must not depend on this."""
    global _source
    if _source is None:
        _source = SystemRandom()
        _source.seed(urandom(16))
    return _source


def randbits(k):
    return _random().getrandbits(k)


def choice(seq):
    return _random().choice(seq)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _random().randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
