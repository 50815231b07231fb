"""Twenty WSGI requests at once, served by a few threads."""
from concurrent.futures import ThreadPoolExecutor

import requests

URL = "http://localhost:7001/?duration="
REQUESTS = 20
THREADS = 4


def long_network_call(duration):
    return requests.get(f"{URL}{duration}").json()["slept"]


def application(number):
    return sum(long_network_call(i / 8) for i in range(1, 5))


with ThreadPoolExecutor(max_workers=THREADS) as workers:
    waits = list(workers.map(application, range(REQUESTS)))
print(f"{len(waits)} requests, {sum(waits)} s of waiting")
