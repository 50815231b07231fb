"""What can be said of an operating system that is not there. Files, folders and other processes are refused by name."""

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
    return 1


def getppid():
    return 0


def cpu_count():
    return 4


def urandom(size, /):
    from random import Random  # one of its own: the program's numbers must not depend on this

    global _source
    _source = _source or Random()
    return _source.randbytes(size)


def _exit(status):
    """Ends the process at once: no `finally`, no waiting for threads."""
    end_process(status)


def _refused(function, why):
    def refuse(*args, **keywords):
        raise NotImplementedError(f"os.{function}() is not supported here: {why}")

    return refuse


for _name in "getcwd chdir listdir scandir walk mkdir makedirs remove unlink rename rmdir open stat".split():
    globals()[_name] = _refused(_name, "a program has no files")
for _name in "fork system popen kill wait waitpid execv".split():
    globals()[_name] = _refused(_name, "there are no other processes")
del _name
