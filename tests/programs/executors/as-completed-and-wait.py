import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait


def work(number):
    time.sleep(number / 10)
    if number == 2:
        raise ValueError("two")
    return number


def names(futures):
    return sorted(numbers[future] for future in futures)


with ThreadPoolExecutor() as pool:
    numbers = {pool.submit(work, number): number for number in (3, 1, 2)}
    for future in as_completed(numbers):
        print(numbers[future], future.exception() or future.result())
    for when in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        numbers = {pool.submit(work, number): number for number in (3, 1, 2)}
        done, pending = wait(numbers, return_when=when)
        print(when, names(done), names(pending))
        wait(numbers)
    numbers = {pool.submit(work, number): number for number in (1, 4)}
    try:
        for future in as_completed(numbers, timeout=0.2):
            print("in time", future.result())
    except TimeoutError as error:
        print(error)
