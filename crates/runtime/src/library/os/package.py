"""What can be said of an operating system that is not there: it has no files, and no other programs."""

import os.path as path
from _process import current, parent, processors
from _signal import kill as _send
from _thread import end_process

name = "posix"
sep = "/"
linesep = "\n"
environ = {}
error = OSError
_source = None


def getenv(key, default=None):
    return environ.get(key, default)


def getpid():
    return current() + 1


def getppid():
    number = parent()
    return 0 if number is None else number + 1


def cpu_count():
    return processors


def urandom(size, /):
    from random import Random  # one of its own: the program's numbers must not depend on this

    global _source
    _source = _source or Random()
    return _source.randbytes(size)


def _exit(status):
    """Ends the process at once: no `finally`, no waiting for threads."""
    if current() != 0:
        from _processes import leave

        leave(status)
    end_process(status)


def kill(pid, sig, /):
    if current() == 0 and pid in (-1, 0, 1):
        return _send(pid, sig)
    from _processes import send

    send(pid - 1, sig)


def killpg(pgid, sig, /):
    _send(pgid, sig)  # the program is alone in its group


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
