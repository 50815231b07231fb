# An alarm that nobody handles ends the process while it sleeps.
import signal
import time

print("before", flush=True)
signal.setitimer(signal.ITIMER_REAL, 0.05)
time.sleep(5)
print("not reached", flush=True)
