"""What can go wrong with what one process sends another. `pickle` itself, with its bytes, is not supported."""


class PickleError(Exception):
    """Something cannot be taken apart, or not put together again."""


class PicklingError(PickleError):
    """Something cannot be taken apart."""


class UnpicklingError(PickleError):
    """Something cannot be put together again."""
