# What is printed of a program that Ctrl-C ends: where the main coroutine was cancelled, then where asyncio.run was called.
import asyncio
import os
import signal


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up")


async def main():
    asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
    await work()


asyncio.run(main())
