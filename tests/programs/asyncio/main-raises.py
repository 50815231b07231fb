import asyncio


async def background():
    try:
        await asyncio.sleep(10)
    finally:
        print("background cancelled")


async def main():
    task = asyncio.create_task(background())
    await asyncio.sleep(0.1)
    print("about to fail", task.done())
    raise RuntimeError("from main")


try:
    asyncio.run(main())
except RuntimeError as error:
    print("caught outside:", error)
