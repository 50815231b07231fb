# A second SIGINT, while asyncio.run waits for what it has cancelled, leaves tasks behind: they end with the program.
import asyncio
import signal


async def slow_to_stop():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        try:
            await asyncio.sleep(10)
        finally:
            print("interrupted in the middle of it")


async def main():
    task = asyncio.create_task(slow_to_stop())
    await asyncio.sleep(0.01)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    try:
        await asyncio.sleep(10)
    finally:
        print("main is cancelled", task.done())


def interrupt(number, frame):
    print("interrupt")
    signal.raise_signal(signal.SIGINT)


signal.signal(signal.SIGALRM, interrupt)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("KeyboardInterrupt")
