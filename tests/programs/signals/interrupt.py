# SIGINT raises KeyboardInterrupt where the program is, also deep inside of calls.
import os
import signal


def work(depth):
    if depth:
        return work(depth - 1)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        print("not reached")
    finally:
        print("finally")


try:
    work(3)
except KeyboardInterrupt as error:
    print("caught", repr(error), error.__context__)

signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGINT)
print("ignored")
signal.signal(signal.SIGINT, signal.default_int_handler)


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop(number)


signal.signal(signal.SIGUSR1, stop)
try:
    print(len([os.kill(os.getpid(), signal.SIGUSR1)]))
except Stop as error:
    print("stopped by", error)
