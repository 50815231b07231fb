# multiprocessing.Pool
from multiprocessing import Pool, TimeoutError, cpu_count
import time

base = 0


def begin(start):
    global base
    base = start


def add(number):
    return base + number


def slow(seconds):
    time.sleep(seconds)
    return seconds


if __name__ == "__main__":
    with Pool(2, initializer=begin, initargs=(100,)) as pool:
        print(pool.map(add, range(5)))
        print(pool.starmap(pow, [(2, 3), (3, 2)]))
        print(pool.apply(add, (7,)))
        result = pool.apply_async(add, [1])
        print(result.get(timeout=10), result.ready(), result.successful())
        print(list(pool.imap(add, [3, 2, 1])), sorted(pool.imap_unordered(add, [3, 2, 1])))
        try:
            pool.apply_async(slow, [30]).get(timeout=0.1)
        except TimeoutError:
            print("not yet")
    try:
        pool.map(add, [1])
    except ValueError as error:
        print(error)
    print(base, cpu_count() > 0)
