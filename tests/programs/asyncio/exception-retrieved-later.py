import asyncio


async def fail():
    print("failing")
    raise ValueError("kept for later")


async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.1)
    print("nobody noticed yet", task.done())
    for i in range(2):
        try:
            await task
        except ValueError as error:
            print(i, error)
    other = asyncio.create_task(fail())
    try:
        await asyncio.gather(other, asyncio.sleep(1))
    except ValueError as error:
        print("through gather", error, other.exception() is error)


asyncio.run(main())
