import time
from concurrent.futures import ThreadPoolExecutor


def work(number):
    time.sleep(number / 10)
    print("done", number)
    return number * 2


with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(work, [3, 1, 2])))
    print(list(pool.map(pow, [2, 3], [5, 2])))
    results = pool.map(work, [0, 4], timeout=0.1)
    print(next(results))
    try:
        next(results)
    except TimeoutError as error:
        print(repr(error))


def fail(number):
    if number == 2:
        raise ValueError(number)
    return number


with ThreadPoolExecutor(1) as pool:
    try:
        for result in pool.map(fail, [1, 2, 3]):
            print(result)
    except ValueError as error:
        print("failed", error)
