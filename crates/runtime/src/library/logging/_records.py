"""Levels, records of events, and how they become text."""

import time
from threading import current_thread

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {name: level for level, name in _names.items()} | {"FATAL": FATAL, "WARN": WARN}
_began = time.time()



def getLevelName(level):
    return _names.get(level) or _levels.get(level) or f"Level {level}"


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _level_of(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


class LogRecord:
    """One event: everything a formatter may show of it."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **keywords):
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.name, self.msg, self.args = name, msg, args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname, self.filename = pathname, pathname.rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created = time.time()
        self.msecs = int((self.created - int(self.created)) * 1000) + 0.0
        self.relativeCreated = (self.created - _began) * 1000
        thread = current_thread()
        self.thread, self.threadName = thread.ident, thread.name
        self.processName, self.process = "MainProcess", _process_id()
        self.taskName = None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        message = str(self.msg)
        return message % self.args if self.args else message


def _process_id():
    from os import getpid

    return getpid()


def makeLogRecord(attributes):
    record = LogRecord(None, NOTSET, "", 0, "", (), None)
    record.__dict__.update(attributes)
    return record


_DEFAULTS = {"%": "%(message)s", "{": "{message}", "$": "${message}"}


def _check(fmt, style):
    """A format that shows nothing of a record is a mistake."""
    if style == "%":
        _, _, field = fmt.partition("%(")
        _, _, rest = field.partition(")")
        if rest.lstrip("#0+ -*.123456789")[:1].lower() not in tuple("diouxefgcrsa%"):
            raise ValueError(f"Invalid format '{fmt}' for '%' style")
        return
    if style == "{":
        has_fields = "{" in fmt.replace("{{", "")
    else:
        from string import Template

        has_fields = bool(Template(fmt).get_identifiers())
    if not has_fields:
        raise ValueError("invalid format: no fields")


class Formatter:
    """Makes text of a record."""

    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"
    converter = time.localtime

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _DEFAULTS:
            raise ValueError(f"Style must be one of: {','.join(_DEFAULTS)}")
        self._style = style
        self._fmt = fmt or _DEFAULTS[style]
        self._defaults = defaults or {}
        self.datefmt = datefmt
        if validate:
            _check(self._fmt, style)

    def usesTime(self):
        return "asctime" in self._fmt

    def formatTime(self, record, datefmt=None):
        moment = type(self).converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatMessage(self, record):
        values = self._defaults | record.__dict__
        if self._style == "%":
            return self._fmt % values
        if self._style == "{":
            return self._fmt.format(**values)
        from string import Template

        return Template(self._fmt).substitute(values)

    def formatException(self, exc_info):
        from traceback import format_exception

        return "".join(format_exception(*exc_info)).removesuffix("\n")

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info and self.formatStack(record.stack_info)):
            if more:
                text = text.removesuffix("\n") + "\n" + more
        return text
