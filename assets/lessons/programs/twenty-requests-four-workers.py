"""Twenty requests that came together, and four threads for them."""
from concurrent.futures import ThreadPoolExecutor

import requests

URL = "http://localhost:7001/delay"


def handle(number):
    for eighths in 1, 2, 3, 4:
        requests.get(URL, params={"duration": eighths / 8})


with ThreadPoolExecutor(max_workers=4) as workers:
    answers = list(workers.map(handle, range(1, 21)))
print(len(answers), "requests are answered")
