# A handler runs in the middle of a sleep, which then goes on with what is left of it.
import signal
import time


def handler(number, frame):
    print("handler after", round(time.monotonic() - start, 1))


signal.signal(signal.SIGALRM, handler)
start = time.monotonic()
print(signal.setitimer(signal.ITIMER_REAL, 0.1))
time.sleep(0.3)
print("slept", round(time.monotonic() - start, 1))
print(signal.getitimer(signal.ITIMER_REAL))

print(signal.alarm(10))
print("left of the alarm:", signal.alarm(0), signal.alarm(0))

ticks = 0


def tick(number, frame):
    global ticks
    ticks += 1
    print("tick", ticks)
    if ticks == 3:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, tick)
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
start = time.monotonic()
while ticks < 3:
    signal.pause()
print("three ticks", round(time.monotonic() - start, 1))


class TooLong(Exception):
    pass


def give_up(number, frame):
    raise TooLong


signal.signal(signal.SIGALRM, give_up)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    time.sleep(10)
except TooLong:
    print("gave up sleeping")
