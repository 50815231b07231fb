import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)
first = pool.submit(time.sleep, 0.2)
second = pool.submit(print, "never")
third = pool.submit(print, "third")
time.sleep(0.05)
print(first.cancel(), second.cancel(), second.cancelled())
pool.shutdown(wait=False)
print("not waited for", first.done())
pool.shutdown()
print(first.done(), third.done())
pool = ThreadPoolExecutor(1)
futures = [pool.submit(time.sleep, 0.1) for _ in range(3)]
time.sleep(0.05)
pool.shutdown(cancel_futures=True)
print([future.cancelled() for future in futures])
