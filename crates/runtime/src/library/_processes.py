"""Processes: CPython's, as Linux begins them, by `fork`.

A child has a copy of all that the program has, made when it starts; what either does to its copy, the other does not see. Only the
library's own modules are one for all, so that a child's `random` goes on where another left it.
"""

from _types import unsupported
import atexit
import sys
import _signal
from _process import current, ended, kill, parent, pickled_copy, run_main, start, start_anew
from _traceback import uncaught
from threading import Lock, Thread, _enter_process, _leave_process
from time import monotonic
from _thread import mark

_counts = {}  # of those that each process has made, by its number
_children = {}  # those that run, by their parent's number: sets that keep their order
_DEADLY = (1, 3, 6, 9, 10, 12, 13, 14, 15)  # the signals that end a process that does nothing about them, less SIGINT
_names = {0: None}  # the process object of each number
_SIGNAL_SECONDS = 0.0005  # until a signal has ended a process
start_method = ["fork", False]  # how processes begin, and whether that can be said no more: it was said, or one has begun
_importing = []  # the processes that import the program
_TOO_EARLY = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable."""
on_begin, on_end = [], []  # who wants to know of processes that begin or have ended: functions of their numbers


class AuthenticationError(Exception):
    """Never raised here."""


class _Fate:
    """How a process ends, for all who want to know."""

    _shared_between_processes = True

    def __init__(self):
        self.running = Lock()  # held as long as the process runs
        self.running.acquire()
        mark(self.running)
        self.number = None
        self._exitcode = None
        self._dead_from = None  # when it is noticed that it was ended from outside

    def end(self, exitcode, dead_from=None):
        self._exitcode, self._dead_from = exitcode, dead_from
        for tell in on_end:
            tell(self.number)
        ended(self.number)
        self.running.release()

    def is_over(self):
        """Whether whoever asks can know by now. A signal takes its time."""
        return not self.running.locked() and (self._dead_from is None or monotonic() >= self._dead_from)

    def wait(self, timeout):
        over = self.running.acquire(True, -1 if timeout is None else max(timeout, 0))
        if over:
            self._dead_from = None
            self.running.release()
        return over

    @property
    def exitcode(self):
        return self._exitcode if self.is_over() else None


class BaseProcess:
    """A function that runs in a process of its own; or what a subclass does in `run`."""

    _shown_name = "Process"
    _method = None  # how it begins; as is set for all, where the class does not say

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        _counts[current()] = _counts.get(current(), 0) + 1
        here = current_process()
        self._identity = here._identity + (_counts[current()],)
        self._parent_pid = here.pid
        self._parent_name = here.name
        self._name = name or f"{type(self).__name__}-{':'.join(map(str, self._identity))}"
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._daemonic = here._daemonic if daemon is None else daemon
        self._fate = None
        self._is_closed = False

    def __repr__(self):
        if self._is_closed:
            status = "closed"
        elif self is current_process():
            status = "started"
        elif self._fate is None:
            status = "initial"
        else:
            status = "started" if self.is_alive() else "stopped"
        parts = [f"name={self._name!r}"]
        if self._fate is not None and not self._is_closed:
            parts.append(f"pid={self.pid}")
        parts += [f"parent={self._parent_pid}", status]
        code = None if self._fate is None or self._is_closed else self.exitcode
        if code is not None:
            parts.append(f"exitcode={_signal_name(code)}")
        if self._daemonic:
            parts.append("daemon")
        return f"<{type(self).__name__} {' '.join(parts)}>"

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def _check_closed(self):
        if self._is_closed:
            raise ValueError("process object is closed")

    def start(self):
        self._check_closed()
        assert self._fate is None, "cannot start a process twice"
        assert not current_process()._daemonic, "daemonic processes are not allowed to have children"
        if self._method is None:
            start_method[1] = True
        if (self._method or start_method[0]) == "fork":
            self._fate = _Fate()
            self._fate.number = start(_live, (self,))
        else:
            self._start_anew()
        _names.setdefault(self._fate.number, self)  # until the child has begun, and is there itself
        for tell in on_begin:
            tell(current(), self._fate.number)
        _children.setdefault(current(), {})[self] = None
        del self._target, self._args, self._kwargs

    def _start_anew(self):
        """By `spawn`: the child imports the program, and is sent this object."""
        if _importing:
            raise RuntimeError(_TOO_EARLY)
        sent = pickled_copy(self, current(), current(), True)
        self._fate = _Fate()
        self._fate.number = start_anew(_import_and_live, (sent, self._fate, current()))

    def join(self, timeout=None):
        self._check_closed()
        assert self._fate is not None, "can only join a started process"
        if self._fate.wait(timeout):
            _children.get(current(), {}).pop(self, None)

    def is_alive(self):
        if self is current_process():
            return True
        self._check_closed()
        return self._fate is not None and not self._fate.is_over()

    def close(self):
        if self._fate is not None and not self._is_closed and not self._fate.is_over():
            raise ValueError("Cannot close a process while it is still running. You should first call join() or terminate().")
        _children.get(current(), {}).pop(self, None)
        self._is_closed = True

    def terminate(self):
        self._end(-15)

    def kill(self):
        self._end(-9)

    def _end(self, exitcode):
        """Ends it at once: no `finally`, and what it holds stays held."""
        self._check_closed()
        if self._fate is None:
            raise AttributeError(f"'NoneType' object has no attribute '{'kill' if exitcode == -9 else 'terminate'}'")
        if self._fate.running.locked():
            # The running thread may be one of its own: nothing can come after that.
            self._fate.end(exitcode, monotonic() + _SIGNAL_SECONDS)
            kill(self._fate.number)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        assert self._fate is None, "process has already started"
        self._daemonic = daemonic

    @property
    def exitcode(self):
        self._check_closed()
        return None if self._fate is None else self._fate.exitcode

    @property
    def pid(self):
        self._check_closed()
        return None if self._fate is None or self._fate.number is None else self._fate.number + 1

    ident = pid


class _MainProcess(BaseProcess):
    """The program itself."""

    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._parent_pid = None
        self._daemonic = self._is_closed = False
        self._fate = None

    pid = ident = property(lambda self: 1)

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"


class Process(BaseProcess):
    """A process that the program begins."""


class ForkProcess(BaseProcess):
    """The same, by the name that pools give it."""

    _method = "fork"


class SpawnProcess(BaseProcess):
    """One that begins with nothing of its parent's."""

    _method = "spawn"


class ForkServerProcess(BaseProcess):
    """The same, by the name that it has where a server begins it."""

    _method = "forkserver"


process_classes = {"fork": ForkProcess, "spawn": SpawnProcess, "forkserver": ForkServerProcess}


class _Parent:
    """What a child knows of its parent."""

    def __init__(self, name, pid):
        self.name, self.pid = name, pid

    def __repr__(self):
        return f"<ParentProcess name={self.name!r} parent=None started>"

    def is_alive(self):
        return True


def _signal_name(code):
    """An exit code as `repr` shows it: what was ended by a signal has its name."""
    from signal import Signals

    return f"-{Signals(-code).name}" if code < 0 else code


def _import_and_live(sent, fate, parent):
    """What a process does that began by `spawn`: it imports the program, in which the block below `__main__` does not run."""
    _importing.append(current())
    try:
        run_main()
        process = pickled_copy(sent, parent, current(), True)
    except BaseException as error:
        sys.stderr.write(uncaught(error))
        fate.end(1)
        return
    finally:
        _importing.remove(current())
    process._fate = fate
    _live(process)


def _live(process):
    """What a process does, from its first to its last moment. `process` is the child's copy of it."""
    _names[current()] = process
    process._fate.number = current()
    main_thread = _enter_process(process._name)
    try:
        process.run()
        code = 0
    except SystemExit as error:
        code = _exit_status(error.code)
    except BaseException as error:
        code = 1
        sys.stderr.write(f"Process {process._name}:\n")
        sys.stderr.write(uncaught(error))
    _join_children()
    _leave_process(main_thread)
    process._fate.end(code)


def _exit_status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    sys.stderr.write(f"{code}\n")
    return 1


def _join_children():
    for child in list(_children.get(current(), ())):
        if not child._daemonic:
            child.join()


def _end_children():
    """The program is over: those that should end with it do, the others are waited for."""
    for child in list(_children.get(current(), ())):
        if child._daemonic:
            child.terminate()
    _join_children()


atexit.register(_end_children)
_main_process = _MainProcess()


def current_process():
    """The process that runs."""
    return _names.get(current()) or _main_process


def parent_process():
    """The one that began it; None for the program itself."""
    if parent() is None:
        return None
    here = current_process()
    return _Parent(here._parent_name, here._parent_pid)


def send(number, signal):
    """What `os.kill` does to the process of this number, or from within a child."""
    if number == 0:
        return _signal.kill(1, signal)
    process = _names.get(number)
    if process is None or not process._fate.running.locked():
        raise ProcessLookupError(3, "No such process")
    if signal in _DEADLY:
        process._end(-signal)
    elif signal != 0:
        unsupported("of signals, a child process takes only those that end it, and SIGINT is none of them here")


def leave(status):
    """`os._exit` within a child."""
    _names[current()]._end(status)


def active_children():
    """Those that this process began, and that run."""
    children = _children.get(current(), {})
    for child in list(children):
        if not child.is_alive():
            del children[child]
    return list(children)
