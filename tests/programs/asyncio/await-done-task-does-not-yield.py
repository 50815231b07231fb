# Awaiting a task that is done goes on at once; nobody else gets a turn.
import asyncio


async def value():
    return "value"


async def chatter():
    for i in range(3):
        print("chatter", i)
        await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(value())
    await asyncio.sleep(0)
    talk = asyncio.create_task(chatter())
    for i in range(3):
        print("main", i, await task)
    await asyncio.sleep(0)
    print("main let go")
    await talk


asyncio.run(main())
