import threading
import time

began = time.monotonic()
timers = [threading.Timer(delay, print, args=("after", delay)) for delay in (0.3, 0.1, 0.2)]
for timer in timers:
    timer.start()
timers[2].cancel()
for timer in timers:
    timer.join()
print(0.3 <= time.monotonic() - began < 0.55, [timer.finished.is_set() for timer in timers])
