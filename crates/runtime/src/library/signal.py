"""Signals by name, and what a program does with them: CPython 3.11's `signal` on Linux, for signals that a program sends to itself.

Left out: masks (`pthread_sigmask`, `sigwait` and the like), `set_wakeup_fd` and `pidfd_send_signal`, which need files. The processes
that a program begins have no handlers of their own: what is sent to one of them ends it, or is refused.
"""

from _types import unsupported
import _signal
from _process import current as _current_process
from _signal import alarm, default_int_handler, pause, pthread_kill, siginterrupt
from enum import IntEnum as _IntEnum

NSIG = 65
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
ITIMER_PROF = 2

_TEXTS = {
    1: "Hangup",
    2: "Interrupt",
    3: "Quit",
    4: "Illegal instruction",
    5: "Trace/breakpoint trap",
    6: "Aborted",
    7: "Bus error",
    8: "Floating point exception",
    9: "Killed",
    10: "User defined signal 1",
    11: "Segmentation fault",
    12: "User defined signal 2",
    13: "Broken pipe",
    14: "Alarm clock",
    15: "Terminated",
    16: "Stack fault",
    17: "Child exited",
    18: "Continued",
    19: "Stopped (signal)",
    20: "Stopped",
    21: "Stopped (tty input)",
    22: "Stopped (tty output)",
    23: "Urgent I/O condition",
    24: "CPU time limit exceeded",
    25: "File size limit exceeded",
    26: "Virtual timer expired",
    27: "Profiling timer expired",
    28: "Window changed",
    29: "I/O possible",
    30: "Power failure",
    31: "Bad system call",
}


class Signals(_IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGIOT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPOLL = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64


class Handlers(_IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


(
    SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGIOT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV,
    SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD, SIGCLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN,
    SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPOLL, SIGPWR, SIGSYS, SIGRTMIN,
    SIGRTMAX,
) = Signals.__members__.values()
SIG_DFL, SIG_IGN = Handlers


class ItimerError(OSError):
    pass


ItimerError.__name__ = ItimerError.__qualname__ = "itimer_error"


def _plain(value):
    """The number behind a name; anything else as it is."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return value


def _named(value, names):
    """The name of a number, if it has one."""
    try:
        return names(value)
    except ValueError:
        return value


def signal(signalnum, handler, /):
    if _current_process() != 0:
        unsupported("a child process has no handlers of its own here: set them in the program itself")
    return _named(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def raise_signal(signalnum, /):
    if _current_process() == 0:
        _signal.raise_signal(signalnum)
    else:
        from _processes import send

        send(_current_process(), int(signalnum))


def getsignal(signalnum, /):
    return _named(_signal.getsignal(signalnum), Handlers)


def strsignal(signalnum, /):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    if signalnum >= Signals.SIGRTMIN:
        return f"Real-time signal {signalnum - Signals.SIGRTMIN}"
    return _TEXTS.get(signalnum)


def valid_signals():
    return {_named(number, Signals) for number in range(1, NSIG) if number not in (32, 33)}


def setitimer(which, seconds, interval=0.0, /):
    try:
        return _signal.setitimer(which, seconds, interval)
    except OSError as error:
        raise ItimerError(*error.args) from None


def getitimer(which, /):
    try:
        return _signal.getitimer(which)
    except OSError as error:
        raise ItimerError(*error.args) from None
