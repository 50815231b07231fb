"""Task group: one task fails, and the others are cancelled."""
import asyncio


async def work(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise ValueError(f"{name} cannot go on")
        print(f"{name} is done")
    except asyncio.CancelledError:
        print(f"{name} is cancelled, and tidies up")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("first", 0.1))
            group.create_task(work("second", 0.2, fails=True))
            group.create_task(work("third", 0.3))
    except* ValueError as errors:
        for error in errors.exceptions:
            print(f"the group failed: {error}")


asyncio.run(main())
