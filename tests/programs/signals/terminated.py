# What nobody handles ends the process at once: no finally, no atexit.
import atexit
import os
import signal

atexit.register(print, "atexit")
try:
    print("before", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
    print("not reached", flush=True)
finally:
    print("finally", flush=True)
