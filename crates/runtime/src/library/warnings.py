"""Warnings: which are shown, how often and how, as in CPython; the program's own module counts as `__main__`.

Where it stops: `message` and `module` of a filter are patterns, and of those there is plain text with `.` and `.*` in it, and
`$` at its end; all others are refused. A coroutine that was never awaited is a warning like any other, so filters hold for it too;
what `error` makes of it is printed, since nobody could catch it.
"""

from _types import unsupported
import sys
from _traceback import line as _source_line
from _traceback import stack as _stack

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}

_registry = {}  # what the program was warned of already, as long as the filters stay the same
_version = 0


def _forget_what_was_shown():
    global _version
    _version += 1


class WarningMessage:
    """All that is known of a warning that is shown."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.source = message, category, source
        self.filename, self.lineno, self.file, self.line = filename, lineno, file, line
        self._category_name = category and category.__name__

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )


# Showing


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category and category.__name__}: {message}\n"
    code = (_source_line(filename, lineno) if line is None else line) or ""
    return f"{text}  {code.strip()}\n" if code.strip() else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes it in the words of `formatwarning`, in whose position a program may have put a function of its own."""
    text = formatwarning(message, category, filename, lineno, line)
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(text)


_own_showwarning = showwarning
_record = None  # while warnings are recorded: the list they go to, unless the program shows them itself


def _show(shown):
    if not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    if _record is not None and showwarning is _own_showwarning:
        _record.append(shown)
    else:
        showwarning(shown.message, shown.category, shown.filename, shown.lineno, shown.file, shown.line)


# Filters


class _Pattern:
    """Text of which each character stands for itself, but for `.` and `.*`."""

    def __init__(self, pattern, argument, ignores_case):
        self.pattern = pattern
        self._ignores_case = ignores_case
        self._parts = []  # (character or None for any, whether it may come any number of times)
        characters = self._folded(pattern).removeprefix("^")
        self._is_whole = characters.endswith(("$", "\\z", "\\Z")) and not characters.endswith("\\$")
        if self._is_whole:
            characters = characters.removesuffix("$").removesuffix("\\z").removesuffix("\\Z")
        index = 0
        while index < len(characters):
            character = characters[index]
            if character == "\\" and index + 1 < len(characters) and not characters[index + 1].isalnum():
                index += 1
                character = characters[index]
            elif character in "\\^$*+?{}[]|()":
                unsupported(
                    f"{argument}={pattern!r} is not supported here: there are no regular expressions, "
                    f"only plain text with '.' and '.*' in it; write '\\{character}' for the character itself"
                )
            elif character == ".":
                character = None
            index += 1
            repeated = character is None and index < len(characters) and characters[index] == "*"
            index += repeated
            self._parts.append((character, repeated))

    def _folded(self, text):
        return text.lower() if self._ignores_case else text

    def __repr__(self):
        return f"re.compile({self.pattern!r}{', re.IGNORECASE' if self._ignores_case else ''})"

    def __eq__(self, other):
        if not isinstance(other, _Pattern):
            return NotImplemented
        return (self.pattern, self._ignores_case) == (other.pattern, other._ignores_case)

    def __hash__(self):
        return hash(self.pattern)

    def match(self, text):
        """Whether the text begins with this, or is this where the pattern ends with `$`."""
        text = self._folded(text)
        positions = {0}  # where in the text the rest of the pattern may begin
        for character, repeated in self._parts:
            after = set()
            for index in positions:
                if repeated:
                    end = text.find("\n", index)
                    after.update(range(index, (len(text) if end < 0 else end) + 1))
                elif index < len(text) and (text[index] == character or character is None and text[index] != "\n"):
                    after.add(index + 1)
            positions = after
        return len(text) in positions if self._is_whole else bool(positions)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    wanted = _Pattern(message, "message", True) if message else None
    where = _Pattern(module, "module", False) if module else None
    _add_filter((action, wanted, category, where, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(new, append):
    """To the front, where it counts first, from wherever it stood; or to the end, unless it is there already."""
    others = [other for other in filters if other != new]
    if not append:
        filters[:] = [new, *others]
    elif len(others) == len(filters):
        filters.append(new)
    _forget_what_was_shown()


def resetwarnings():
    filters[:] = []
    _forget_what_was_shown()


def _fits(wanted, text):
    """Those filters that are there from the start have a whole name."""
    return wanted is None or (wanted == text if isinstance(wanted, str) else bool(wanted.match(text)))


def _action(text, category, lineno, module):
    for action, message, kind, where, line in filters:
        if issubclass(category, kind) and line in (0, lineno) and _fits(message, text) and _fits(where, module):
            return action
    return defaultaction


# Warning


def warn(message, category=None, stacklevel=1, source=None):
    kind = type(message) if isinstance(message, Warning) else UserWarning if category is None else category
    if not isinstance(kind, type) or not issubclass(kind, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(kind).__name__}'")
    frames = _stack()
    filename, lineno, module = "sys", 1, "sys"
    if max(stacklevel, 1) <= len(frames):
        filename, lineno, *_ = frames[-max(stacklevel, 1)]
        module = "__main__"
    _warn_at(message, kind, filename, lineno, module, _registry, source)


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None
):
    if module is None:
        module = filename.removesuffix(".py") or "<unknown>"
    _warn_at(message, category, filename, lineno, module, registry, source)


def _warn_at(message, category, filename, lineno, module, registry, source):
    warning = message if isinstance(message, Warning) else category(message)
    text, category = (str(message), type(message)) if warning is message else (message, category)
    here, anywhere = (text, category, lineno), (text, category)
    if _is_noted(registry, here):
        return
    action = _action(str(text), category, lineno, module)
    if action == "ignore":
        return
    if action == "error":
        raise warning
    if action != "always":
        _note(registry, here)
    if action in ("module", "once"):  # the same here, where there is one module, but for warnings that belong to none
        known = onceregistry if registry is None and action == "once" else registry
        if _is_noted(known, anywhere):
            return
        _note(known, anywhere)
    elif action not in _ACTIONS:
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters")
    _show(WarningMessage(warning, category, filename, lineno, source=source))


def _is_noted(registry, key):
    """Whether there was such a warning since filters were last changed."""
    if registry is None:
        return False
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    return bool(registry.get(key))


def _note(registry, key):
    if registry is not None:
        registry[key] = True


def _never_awaited(text, filename, lineno):
    """The virtual machine's own warning; without a line where the program is over."""
    module = "__main__" if lineno else "sys"
    _warn_at(text, RuntimeWarning, filename, lineno or 1, module, _registry, None)


class catch_warnings:
    """Puts filters, and the way in which warnings are shown, back as they were."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        if module is not None:
            unsupported("catch_warnings(module=...) is not supported here: leave it out, there is one module")
        self._records, self._entered = record, False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return "catch_warnings(record=True)" if self._records else "catch_warnings()"

    def __enter__(self):
        global filters, showwarning, _record
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._before = filters, showwarning, _record
        filters = filters[:]
        _forget_what_was_shown()
        if self._records:
            _record, showwarning = [], _own_showwarning
        log = _record if self._records else None
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global filters, showwarning, _record
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _record = self._before
        _forget_what_was_shown()
