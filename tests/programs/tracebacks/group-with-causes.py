# A group that nobody catches: each exception in it with what led to it
import asyncio


async def read(n):
    await asyncio.sleep(n / 10)
    try:
        return [][n]
    except IndexError as error:
        raise RuntimeError(f"reader {n}") from error


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(read(1))
        group.create_task(read(2))
        try:
            await asyncio.sleep(1)
        finally:
            raise ValueError("main too")


asyncio.run(main())
