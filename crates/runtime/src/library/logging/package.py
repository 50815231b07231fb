"""Logging to streams: loggers by dotted name, handlers, filters, formatters and `basicConfig`. No files, sockets or configuration
by file.
"""

from _types import unsupported
from logging._handlers import (
    Filter,
    Filterer,
    Handler,
    NullHandler,
    StreamHandler,
    lastResort,
    raiseExceptions,
)
from logging._loggers import (
    Logger,
    LoggerAdapter,
    RootLogger,
    disable,
    getLogger,
    getLoggerClass,
    root,
    setLoggerClass,
    _loggers,
)
from logging._records import (
    CRITICAL,
    DEBUG,
    ERROR,
    FATAL,
    INFO,
    NOTSET,
    WARN,
    WARNING,
    Formatter,
    LogRecord,
    addLevelName,
    getLevelName,
    getLevelNamesMapping,
    makeLogRecord,
)

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
_BASIC = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}


def basicConfig(
    *,
    stream=None,
    format=None,
    datefmt=None,
    style="%",
    level=None,
    handlers=None,
    force=False,
    filename=None,
    filemode="a",
    encoding=None,
    errors=None,
):
    """Gives the root logger a handler, unless it has one."""
    if filename is not None:
        unsupported("logging to a file is not supported: leave out filename")
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is not None and stream is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in _BASIC:
        raise ValueError(f"Style must be one of: {','.join(_BASIC)}")
    formatter = Formatter(format or _BASIC[style], datefmt, style)
    for handler in [StreamHandler(stream)] if handlers is None else handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def _root_log(level, msg, args, options):
    if not root.handlers:
        basicConfig()
    root._log_if(level, msg, args, options)


def debug(msg, *args, **options):
    _root_log(DEBUG, msg, args, options)


def info(msg, *args, **options):
    _root_log(INFO, msg, args, options)


def warning(msg, *args, **options):
    _root_log(WARNING, msg, args, options)


warn = warning


def error(msg, *args, **options):
    _root_log(ERROR, msg, args, options)


def exception(msg, *args, exc_info=True, **options):
    _root_log(ERROR, msg, args, {"exc_info": exc_info, **options})


def critical(msg, *args, **options):
    _root_log(CRITICAL, msg, args, options)


fatal = critical


def log(level, msg, *args, **options):
    _root_log(level, msg, args, options)


_shows_warnings = None  # what showed them before they went to a logger


def captureWarnings(capture):
    """Whether warnings go to the logger `py.warnings`."""
    global _shows_warnings
    import warnings

    if capture and _shows_warnings is None:
        _shows_warnings, warnings.showwarning = warnings.showwarning, _log_warning
    elif not capture and _shows_warnings is not None:
        warnings.showwarning, _shows_warnings = _shows_warnings, None


def _log_warning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        if _shows_warnings is not None:
            _shows_warnings(message, category, filename, lineno, file, line)
        return
    import warnings

    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning("%s", warnings.formatwarning(message, category, filename, lineno, line))


def shutdown():
    """Flushes the handlers of all loggers."""
    for logger in (root, *_loggers.values()):
        for handler in logger.handlers:
            handler.flush()
