import os
import signal
import threading


def attempt(function, *args):
    try:
        print(function.__name__, "gave", repr(function(*args)))
    except Exception as error:
        print(function.__name__, "raised", type(error).__name__, error)


attempt(signal.signal, signal.SIGINT, "a text")
attempt(signal.signal, signal.SIGINT, 5)
attempt(signal.signal, 0, print)
attempt(signal.signal, 65, print)
attempt(signal.signal, signal.SIGKILL, print)
attempt(signal.signal, signal.SIGSTOP, signal.SIG_IGN)
attempt(signal.signal, 32, print)
attempt(signal.signal, "a text", print)
attempt(signal.getsignal, 65)
attempt(signal.strsignal, 0)
attempt(signal.raise_signal, 99)
attempt(signal.raise_signal, "a text")
attempt(signal.setitimer, signal.ITIMER_REAL, -1)
attempt(signal.getitimer, 7)
attempt(signal.siginterrupt, 0, True)
attempt(os.kill, os.getpid(), 99)
attempt(os.kill, 2**22 + 1, 0)
attempt(os.kill, os.getpid(), 0)
attempt(signal.default_int_handler)


def in_thread():
    attempt(signal.signal, signal.SIGTERM, print)
    attempt(signal.getsignal, signal.SIGTERM)


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print(issubclass(signal.ItimerError, OSError), signal.ItimerError.__name__)
