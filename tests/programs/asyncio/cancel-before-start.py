# A task that is cancelled before its first step never runs any of its code.
import asyncio


async def work():
    print("never printed")
    try:
        await asyncio.sleep(1)
    finally:
        print("never printed either")


async def main():
    task = asyncio.create_task(work())
    print(task.cancel(), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    print(task.cancel())


asyncio.run(main())
