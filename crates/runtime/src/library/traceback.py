"""Exceptions and stacks as text: CPython's, without the ^^^^ marks under the lines and without local variables.

The native `_traceback` gives the frames: `frames(tb)` of a traceback and `stack()` of the running thread, each a list of
(file, line, name, text of the line), the outermost first and this library's own left out.
"""

import sys
from _traceback import frames, stack

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_REPEATS_SHOWN = 3
_GROUP_WIDTH = 15  # exceptions of a group that are shown
_GROUP_DEPTH = 10
_missing = object()


class FrameSummary:
    """One line of a stack."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = "" if line is None else line.strip()
        self.locals = None

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return list(self)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a stack, the outermost first."""

    @classmethod
    def from_list(cls, a_list):
        made = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            made.append(frame)
        return made

    def format_frame_summary(self, frame):
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        return text + f"    {frame.line}\n" if frame.line else text

    def format(self):
        """The lines of text. A frame that comes again and again is counted from the fourth time on."""
        lines = []
        last, times = None, 0
        for frame in [*self, None]:
            here = frame and (frame.filename, frame.lineno, frame.name)
            if here != last:
                if times > _REPEATS_SHOWN:
                    more = times - _REPEATS_SHOWN
                    lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")
                last, times = here, 0
            times += 1
            if frame is not None and times <= _REPEATS_SHOWN:
                lines.append(self.format_frame_summary(frame))
        return lines


def _only(summary, limit):
    """The first so many frames, or for a negative limit the last."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
    if limit is None:
        return summary
    return StackSummary.from_list(summary[:limit] if limit >= 0 else summary[limit:])


def extract_tb(tb, limit=None):
    return _only(StackSummary.from_list(frames(tb)), limit)


def extract_stack(f=None, limit=None):
    return _only(StackSummary.from_list(stack()), None if limit is None else -limit)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    _print(format_stack(f, limit), file)


def _print(lines, file):
    print("".join(lines), end="", file=sys.stderr if file is None else file)


class TracebackException:
    """All that is shown of an exception, held as text, with those that led to it."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, compact=False, _seen=None, **ignored):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._str = _text_of(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._syntax = _syntax_lines(exc_value) if isinstance(exc_value, SyntaxError) else []
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__

        def related(error):
            if error is None or id(error) in seen:
                return None
            return TracebackException(type(error), error, error.__traceback__, limit=limit, _seen=seen)

        self.__cause__ = related(getattr(exc_value, "__cause__", None))
        self.__context__ = related(getattr(exc_value, "__context__", None))
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [related(error) for error in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        if self.exc_type is None:
            yield "NoneType: None\n"
            return
        name = self.exc_type.__qualname__
        if self.exc_type.__module__ not in ("__main__", "builtins"):
            name = f"{self.exc_type.__module__}.{name}"
        yield from self._syntax
        yield f"{name}: {self._str}\n" if self._str else f"{name}\n"
        for note in self.__notes__ or ():
            for line in str(note).split("\n"):
                yield f"{line}\n"

    def format(self, *, chain=True, _margin="", _depth=0):
        """Pieces of text, those that led to it first. Within a group each line begins with the margin."""
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(_margin=_margin, _depth=_depth)
                yield from _indented(_CAUSE, _margin)
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(_margin=_margin, _depth=_depth)
                yield from _indented(_CONTEXT, _margin)
        if self.exceptions is None:
            if self.stack:
                yield from _indented("Traceback (most recent call last):\n", _margin)
            for text in (*self.stack.format(), *self.format_exception_only()):
                yield from _indented(text, _margin)
        elif _depth > _GROUP_DEPTH:
            yield from _indented(f"... (max_group_depth is {_GROUP_DEPTH})\n", _margin)
        else:
            yield from self._format_group(chain, _margin, _depth)

    def _format_group(self, chain, margin, depth):
        is_outermost = not margin
        if is_outermost:
            margin = "  | "
        if self.stack:
            title = "Exception Group Traceback (most recent call last):\n"
            yield from _indented(title, "  + " if is_outermost else margin)
        for text in (*self.stack.format(), *self.format_exception_only()):
            yield from _indented(text, margin)
        indent = margin[:-2]
        shown = self.exceptions[:_GROUP_WIDTH]
        left = len(self.exceptions) - len(shown)
        for number, one in enumerate([*shown, *([None] if left else [])], start=1):
            branch = f"{indent}+-" if number == 1 else f"{indent}  "
            label = "..." if one is None else number
            yield f"{branch}+---------------- {label} ----------------\n"
            inner = f"{indent}  | "
            if one is None:
                yield from _indented(f"and {left} more exception{'s' if left > 1 else ''}\n", inner)
            else:
                yield from one.format(chain=chain, _margin=inner, _depth=depth + 1)
        if not _ends_with_group(self.exceptions if not left else []):
            yield f"{indent}  +------------------------------------\n"

    def print(self, *, file=None, chain=True):
        _print(self.format(chain=chain), file)


def _ends_with_group(exceptions):
    """Whether the line that would end a group is drawn by the last one within."""
    return bool(exceptions) and exceptions[-1] is not None and exceptions[-1].exceptions is not None


def _indented(text, margin):
    if not margin:
        yield text
        return
    for line in text.splitlines(keepends=True):
        yield f"{margin}{line}" if line.strip() else f"{margin}\n"


def _text_of(value):
    if value is None:
        return ""
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


def _syntax_lines(error):
    lines = []
    if getattr(error, "lineno", None) is not None:
        lines.append(f'  File "{error.filename or "<string>"}", line {error.lineno}\n')
    text = getattr(error, "text", None)
    if text is not None:
        stripped = text.rstrip("\n").lstrip(" \n\f")
        lines.append(f"    {stripped}\n")
        if error.offset is not None:
            column = error.offset - 1 - (len(text.rstrip("\n")) - len(stripped))
            end = error.end_offset - 1 - (len(text.rstrip("\n")) - len(stripped)) if error.end_offset else column + 1
            if column >= 0:
                lines.append(f"    {' ' * column}{'^' * max(end - column, 1)}\n")
    return lines


def format_exception(exc, /, value=_missing, tb=None, limit=None, chain=True):
    if value is _missing:
        value, tb = exc, None if exc is None else exc.__traceback__
    kind = None if value is None else type(value)
    return list(TracebackException(kind, value, tb, limit=limit).format(chain=chain))


def format_exception_only(exc, /, value=_missing):
    value = exc if value is _missing else value
    return list(TracebackException(None if value is None else type(value), value, None).format_exception_only())


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exception(exc, /, value=_missing, tb=None, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def clear_frames(tb):
    pass
