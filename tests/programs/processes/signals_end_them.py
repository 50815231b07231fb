# What ends a child from outside, or from inside, shows in its exit code.
import os
import signal
import time
from multiprocessing import Process


def wait():
    time.sleep(30)


def end_itself(number):
    os.kill(os.getpid(), number)
    time.sleep(30)


def leave():
    try:
        os._exit(7)
    finally:
        print("never")


if __name__ == "__main__":
    child = Process(target=wait)
    child.start()
    os.kill(child.pid, 0)
    os.kill(child.pid, signal.SIGTERM)
    child.join()
    print(child.exitcode, child.is_alive())
    for target, args in ((end_itself, (signal.SIGKILL,)), (end_itself, (signal.SIGTERM,)), (leave, ())):
        child = Process(target=target, args=args)
        child.start()
        child.join()
        print(child.exitcode)
    try:
        os.kill(child.pid, signal.SIGTERM)
    except ProcessLookupError as error:
        print(error)
