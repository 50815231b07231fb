"""What can be wrong with the bytes of an answer: the causes of ClientPayloadError."""


class HttpProcessingError(Exception):
    """The bytes break the protocol."""

    def __init__(self, *, code=400, message=""):
        super().__init__()
        self.code = code
        self.message = message
        self.headers = None

    def __str__(self):
        return f"{self.code}, message:\n  {self.message}"

    def __repr__(self):
        return f"<{type(self).__name__}: {self.code}, message={self.message!r}>"


class PayloadEncodingError(HttpProcessingError):
    """In the body."""


class ContentLengthError(PayloadEncodingError):
    """The body is shorter than its length was said to be."""


class TransferEncodingError(PayloadEncodingError):
    """The body ended in the middle of a piece, or without its last one."""
