# A task that awaits itself is told so; and the future that was handed on in vain stays marked, so the next one is told that.
import asyncio


async def selfish():
    for _ in range(2):
        try:
            await asyncio.current_task()
        except RuntimeError as error:
            print(str(error).partition(":")[0])
    await asyncio.sleep(0)
    return "selfish"


async def other(task):
    try:
        print(await task)
    except RuntimeError as error:
        print("other:", error)


async def main():
    task = asyncio.create_task(selfish())
    others = [asyncio.create_task(other(task)) for _ in range(2)]
    await asyncio.gather(task, *others, return_exceptions=True)


asyncio.run(main())
