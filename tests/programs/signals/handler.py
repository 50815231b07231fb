# A handler runs before the line after the one that sent the signal.
import os
import signal


def handler(number, frame):
    print("handler:", number, signal.Signals(number).name, frame is not None)


before = signal.signal(signal.SIGTERM, handler)
print("before:", before, repr(before))
print("now:", signal.getsignal(signal.SIGTERM) is handler)
os.kill(os.getpid(), signal.SIGTERM)
print("after kill")
signal.raise_signal(signal.SIGTERM)
print("after raise_signal")
print("given back:", signal.signal(signal.SIGTERM, signal.SIG_IGN) is handler)
os.kill(os.getpid(), signal.SIGTERM)
print("ignored")
print(repr(signal.signal(signal.SIGTERM, signal.SIG_DFL)))
for number in (signal.SIGCHLD, signal.SIGWINCH, 0):
    os.kill(os.getpid(), number)
print("these do nothing by default")
