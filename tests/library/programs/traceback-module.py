import sys
import traceback


def strip(text):
    """Without the marks under lines, which need columns."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if set(line.strip(" |\n")) - set("^~ ") or not line.strip(" |\n"))


def inner(n):
    if n:
        inner(n - 1)
    raise ValueError("deep")


def outer():
    try:
        inner(2)
    except ValueError as error:
        raise KeyError("wrapped") from error


def context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("while handling\nsecond line")


def quiet():
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("alone") from None


def noted():
    error = ValueError("noted")
    error.add_note("first note")
    error.add_note("second\nnote")
    raise error


def group():
    errors = []
    for number in range(2):
        try:
            raise ValueError(number)
        except ValueError as error:
            errors.append(error)
    try:
        context()
    except RuntimeError as error:
        errors.append(error)
    raise ExceptionGroup("several", [*errors, ExceptionGroup("nested", [TypeError("t"), OSError(2, "gone")]), KeyError("unraised")])


def last_is_group():
    raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [ValueError(2)])])


def caused_group():
    try:
        last_is_group()
    except ExceptionGroup as error:
        raise ExceptionGroup("again", [KeyError("k")]) from error


def recursive(n=0):
    recursive(n + 1) if n < 10 else 1 / 0


class Custom(Exception):
    def __str__(self):
        return "custom text"


def custom():
    raise Custom


def plain():
    raise Custom.__mro__[1]


for failing in (lambda: inner(0), outer, context, quiet, noted, group, last_is_group, caused_group, recursive, custom, plain, lambda: sys.exit(3)):
    try:
        failing()
    except BaseException as error:
        print(strip(traceback.format_exc()))
        print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error) == traceback.format_exception_only(error))
        print(strip("".join(traceback.format_exception(error))) == strip(traceback.format_exc()), strip("".join(traceback.format_exception(type(error), error, error.__traceback__))) == strip(traceback.format_exc()))
        frames = traceback.extract_tb(error.__traceback__)
        print([tuple(frame) for frame in frames], frames[0].name, frames[-1].lineno, frames[0].line)
        print(strip("".join(traceback.format_tb(error.__traceback__, limit=1))), len(traceback.extract_tb(error.__traceback__, limit=-1)))
        traceback.print_exc(file=None, limit=0)
        print(strip("".join(traceback.format_exception(error, chain=False))))
        described = traceback.TracebackException.from_exception(error)
        print(str(described), len(list(described.format())) > 0, described.exc_type.__name__)


def where():
    return traceback.extract_stack(), traceback.format_stack()


frames, text = where()
print([frame.name for frame in frames][-2:], text[-1], text[-2])
print(traceback.format_list([("f.py", 3, "name", "text"), ("g.py", 4, "other", None)]), repr(frames[-1]))
print(traceback.format_exception(None), traceback.format_exc())
