"""Files in memory: `StringIO` and `BytesIO`. There are no others."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    """Not with this kind of file."""


class _InMemory:
    """A position in text or bytes. Subclasses say which."""

    _nothing = None

    def __init__(self, initial=None):
        self._content = self._nothing if initial is None else self._checked(initial)
        self._position = 0
        self.closed = False

    def _checked(self, data):
        raise NotImplementedError

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self.closed = True

    def flush(self):
        self._check_open()

    def isatty(self):
        return False

    def readable(self):
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        return self._content

    def write(self, data):
        self._check_open()
        data = self._checked(data)
        gap = self._filler * (self._position - len(self._content))
        end = self._position + len(data)
        self._content = self._content[: self._position] + gap + data + self._content[end:]
        self._position = end
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        self._check_open()
        end = len(self._content) if size is None or size < 0 else self._position + size
        data = self._content[self._position : end]
        self._position += len(data)
        return data

    def readline(self, size=-1):
        self._check_open()
        end = self._content.find(self._line_end, self._position) + 1 or len(self._content)
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        return self.read(max(end - self._position, 0))

    def readlines(self, hint=-1):
        return list(self)

    def tell(self):
        self._check_open()
        return self._position

    def seek(self, offset, whence=SEEK_SET):
        self._check_open()
        start = (0, self._position, len(self._content))[whence]
        if whence == SEEK_SET and offset < 0:
            raise ValueError(self._negative.format(offset))
        self._position = max(start + offset, 0)
        return self._position

    def truncate(self, size=None):
        self._check_open()
        size = self._position if size is None else size
        self._content = self._content[:size]
        return size


class StringIO(_InMemory):
    """A file of text in memory."""

    _nothing = ""
    _filler = "\0"
    _negative = "Negative seek position {}"
    _line_end = "\n"

    def __init__(self, initial_value="", newline="\n"):
        if not isinstance(initial_value, (str, type(None))):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        super().__init__(initial_value)

    def _checked(self, data):
        if not isinstance(data, str):
            raise TypeError(f"string argument expected, got {type(data).__name__!r}")
        return data


class BytesIO(_InMemory):
    """A file of bytes in memory."""

    _nothing = b""
    _filler = b"\0"
    _negative = "negative seek value {}"
    _line_end = b"\n"

    def _checked(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return bytes(data)

    def getbuffer(self):
        return self.getvalue()
