"""Loggers, in a tree by their dotted names."""

import sys
from logging._handlers import Filterer, lastResort
from logging._records import CRITICAL, DEBUG, ERROR, INFO, NOTSET, WARNING, LogRecord, _level_of, getLevelName


def _caller():
    """(file, line, function) of the program's line that logs."""
    from _traceback import stack

    frames = stack()
    return frames[-1][:3] if frames else ("(unknown file)", 0, "(unknown function)")


class Logger(Filterer):
    """Takes records, and passes them to its handlers and its ancestors'."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _level_of(level)
        self.parent, self.handlers = None, []
        self.propagate, self.disabled = True, False

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"

    def _heard_by(self):
        """The loggers whose handlers get its records."""
        logger = self
        while logger is not None:
            yield logger
            logger = logger.parent if logger.propagate else None

    def setLevel(self, level):
        self.level = _level_of(level)

    def getEffectiveLevel(self):
        nearest = self
        while not nearest.level and nearest.parent is not None:
            nearest = nearest.parent
        return nearest.level

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled_up_to and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self.parent is None else f"{self.name}.{suffix}")

    def debug(self, msg, *args, **options):
        self._log_if(DEBUG, msg, args, options)

    def info(self, msg, *args, **options):
        self._log_if(INFO, msg, args, options)

    def warning(self, msg, *args, **options):
        self._log_if(WARNING, msg, args, options)

    warn = warning

    def error(self, msg, *args, **options):
        self._log_if(ERROR, msg, args, options)

    def exception(self, msg, *args, exc_info=True, **options):
        self._log_if(ERROR, msg, args, {"exc_info": exc_info, **options})

    def critical(self, msg, *args, **options):
        self._log_if(CRITICAL, msg, args, options)

    fatal = critical

    def log(self, level, msg, *args, **options):
        if isinstance(level, int):
            self._log_if(level, msg, args, options)
        else:
            raise TypeError("level must be an integer")

    def _log_if(self, level, msg, args, options):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **options)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if exc_info and not isinstance(exc_info, tuple):
            error = exc_info if isinstance(exc_info, BaseException) else sys.exc_info()[1]
            exc_info = (None, None, None) if error is None else (type(error), error, error.__traceback__)
        file, line, function = _caller()
        stack_text = None
        if stack_info:
            from traceback import format_stack

            stack_text = ("Stack (most recent call last):\n" + "".join(format_stack())).removesuffix("\n")
        record = LogRecord(self.name, level, file, line, msg, args, exc_info, function, stack_text)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = value
        self.handle(record)

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        handlers = [handler for logger in self._heard_by() for handler in logger.handlers]
        if not handlers and lastResort is not None:
            handlers = [lastResort]
        for handler in handlers:
            if record.levelno >= handler.level:
                handler.handle(record)

    def hasHandlers(self):
        return any(logger.handlers for logger in self._heard_by())

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        self.handlers[:] = [handler for handler in self.handlers if handler is not hdlr]


class LoggerAdapter:
    """A logger that adds something to each record."""

    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        return msg, kwargs | {"extra": self.extra}

    def log(self, level, msg, *args, **options):
        logger = self.logger
        if logger.isEnabledFor(level):
            msg, options = self.process(msg, options)
            logger.log(level, msg, *args, **options)

    def debug(self, msg, *args, **options):
        self.log(DEBUG, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(INFO, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(WARNING, msg, *args, **options)

    def error(self, msg, *args, **options):
        self.log(ERROR, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(ERROR, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(CRITICAL, msg, *args, **options)


def _of_logger(method):
    """A method of adapters that asks the logger behind."""

    def ask(self, *args):
        return getattr(self.logger, method)(*args)

    ask.__name__ = method
    return ask


for _method in ("isEnabledFor", "setLevel", "getEffectiveLevel"):
    setattr(LoggerAdapter, _method, _of_logger(_method))
LoggerAdapter.name = property(lambda self: self.logger.name)


class RootLogger(Logger):
    """The ancestor of all."""

    def __init__(self, level):
        super().__init__("root", level)


root = RootLogger(WARNING)
Logger.root = root
_loggers = {}
_logger_class = Logger
_disabled_up_to = NOTSET


def getLogger(name=None):
    if not name or name == root.name:
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    if name not in _loggers:
        logger = _loggers[name] = _logger_class(name)
        logger.parent = _nearest(name)
        for other, descendant in _loggers.items():
            if other.startswith(name + ".") and len(descendant.parent.name) < len(name) or (
                other.startswith(name + ".") and descendant.parent is root
            ):
                descendant.parent = logger
    return _loggers[name]


def _nearest(name):
    """The nearest ancestor that exists."""
    while name:
        name = name.rpartition(".")[0]
        if name in _loggers:
            return _loggers[name]
    return root


def getLoggerClass():
    return _logger_class


def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass


def disable(level=CRITICAL):
    """No record of this level or below from now on."""
    global _disabled_up_to
    _disabled_up_to = _level_of(level)
