# An interrupt and structured concurrency; and a Runner that goes on after one, until an interrupt is not caught.
import asyncio
import os
import signal


async def part(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("part", n, "cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    async with asyncio.TaskGroup() as group:
        group.create_task(part(10))
        async with asyncio.timeout(5):
            await asyncio.sleep(6)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
with asyncio.Runner() as runner:
    async def a():
        signal.raise_signal(signal.SIGINT)
        print("still here")
        return 5
    print(runner.run(a()))
    async def b():
        signal.raise_signal(signal.SIGINT)
        await asyncio.sleep(0)
    try:
        runner.run(b())
    except KeyboardInterrupt:
        print("KI")
    print(runner.run(a()))
