# Calls in other processes: results in the order of the arguments, each argument and result a copy.
import os
from concurrent.futures import ProcessPoolExecutor, as_completed


def double(items):
    items.append("seen")
    return [item * 2 for item in items]


def which(_):
    return os.getpid()


if __name__ == "__main__":
    given = ["a"]
    with ProcessPoolExecutor(max_workers=2) as pool:
        print(list(pool.map(abs, [-1, 2, -3])))
        print(list(pool.map(pow, [2, 3, 4], [3, 2, 1], chunksize=2)))
        print(pool.submit(double, given).result(), given)
        print(sorted(future.result() for future in as_completed(pool.submit(pow, n, 2) for n in range(4))))
        pids = set(pool.map(which, range(8)))
        print(os.getpid() in pids, 1 <= len(pids) <= 2)
    try:
        pool.submit(abs, 1)
    except RuntimeError as error:
        print(error)
