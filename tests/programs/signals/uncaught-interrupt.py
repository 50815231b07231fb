import atexit
import signal


def work():
    try:
        signal.raise_signal(signal.SIGINT)
    finally:
        print("finally")


atexit.register(print, "atexit")
work()
