"""Filters, and handlers that write records to streams."""

import sys
from logging._records import NOTSET, WARNING, Formatter, _level_of, getLevelName
from threading import RLock

raiseExceptions = True
_plain_formatter = Formatter()


class Filter:
    """Lets pass what comes from a logger or its descendants."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    """What has filters."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        is_new = filter not in self.filters
        if is_new:
            self.filters.append(filter)

    def removeFilter(self, filter):
        self.filters[:] = [other for other in self.filters if other != filter]

    def filter(self, record):
        for one in self.filters:
            if not (one.filter(record) if hasattr(one, "filter") else one(record)):
                return False
        return True


class Handler(Filterer):
    """Where records end up."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self.level, self.name = _level_of(level), None
        self.formatter, self.lock = None, RLock()

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def setLevel(self, level):
        self.level = _level_of(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _plain_formatter).format(record)

    def acquire(self):
        self.lock.acquire()

    def release(self):
        self.lock.release()

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            with self.lock:
                self.emit(record)
        return passed

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handleError(self, record):
        """Reports that a record could not be written; the program goes on."""
        if not raiseExceptions or sys.stderr is None:
            return
        from traceback import print_exc

        print("--- Logging error ---", file=sys.stderr)
        print_exc()
        print(f"Message: {record.msg!r}\nArguments: {record.args}", file=sys.stderr)

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    """Writes to a stream, by default the one for errors."""

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def __repr__(self):
        name = getattr(self.stream, "name", "")
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()

    def setStream(self, stream):
        if stream is self.stream:
            return None
        before, self.stream = self.stream, stream
        return before

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)


class NullHandler(Handler):
    """Drops everything."""

    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _StderrHandler(StreamHandler):
    """For programs that have set up nothing: the bare message, to wherever errors go at that moment."""

    def __init__(self):
        Handler.__init__(self, WARNING)

    @property
    def stream(self):
        return sys.stderr


lastResort = _StderrHandler()
