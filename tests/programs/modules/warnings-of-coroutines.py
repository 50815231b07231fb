# A coroutine that is never awaited is a warning like others: it can be hidden, and caught.
import asyncio
import logging
import sys
import warnings



def show(message, category, filename, lineno, file=None, line=None):
    print(f"{filename}:{lineno}: {category.__name__}: {message}")


warnings.showwarning = show


async def work():
    return 1


async def main():
    work()
    work()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        work()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(2):
            work()
        print(len(caught), caught[0].category.__name__, caught[0].message, caught[0].lineno)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
        work()
        warnings.warn("something else")
    logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
    logging.captureWarnings(True)
    work()
    logging.captureWarnings(False)
    work()


asyncio.run(main())
work()
