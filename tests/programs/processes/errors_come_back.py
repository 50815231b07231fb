# An exception goes back to who asked, with the other process's traceback as its cause.
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


class Failure(Exception):
    pass


def fail(number):
    raise Failure("number", number)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(fail, 3)
        error = future.exception()
        print(repr(error), type(error) is Failure)
        print(type(error.__cause__))
        print(str(error.__cause__).strip().splitlines()[-2])
        try:
            list(pool.map(fail, [1, 2]))
        except Failure as failure:
            print(failure.args)
    with Pool(1) as pool:
        try:
            pool.map(fail, [7])
        except Failure as failure:
            print(failure.args, type(failure.__cause__))
