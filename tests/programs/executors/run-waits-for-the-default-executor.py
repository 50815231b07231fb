# asyncio.run ends the default executor after the main coroutine: a thread that still works is waited for.
import asyncio
import time


def work():
    time.sleep(0.3)
    print("the thread ends")


async def main():
    asyncio.get_running_loop().run_in_executor(None, work)
    await asyncio.sleep(0.1)
    print("main ends")


asyncio.run(main())
print("after run")
