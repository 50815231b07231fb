# A task may refuse to be cancelled; then it is not.
import asyncio


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(0.2)
            print("slept", i)
        except asyncio.CancelledError:
            print("not now", i)
    return "finished anyway"


async def main():
    task = asyncio.create_task(stubborn())
    for delay in (0.1, 0.3):
        await asyncio.sleep(delay)
        print("cancel", task.cancel())
    print(await task, task.cancelled())


asyncio.run(main())
