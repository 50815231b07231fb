# A handler may itself wait, and be interrupted by another one.
import os
import signal
import time


def slow(number, frame):
    print("slow begins")
    time.sleep(0.1)
    print("slow ends")


def quick(number, frame):
    print("quick")


def nested(number, frame):
    print("nested begins")
    os.kill(os.getpid(), signal.SIGUSR1)
    print("nested ends")


signal.signal(signal.SIGUSR1, slow)
signal.signal(signal.SIGALRM, quick)
signal.signal(signal.SIGUSR2, nested)
signal.setitimer(signal.ITIMER_REAL, 0.05)
os.kill(os.getpid(), signal.SIGUSR1)
print("--")
os.kill(os.getpid(), signal.SIGUSR2)
print("--")
signal.signal(signal.SIGALRM, nested)
signal.setitimer(signal.ITIMER_REAL, 0.05)
start = time.monotonic()
time.sleep(0.1)
print("over", round(time.monotonic() - start, 1))
