import asyncio


async def swallow():
    try:
        await asyncio.sleep(10)
    finally:
        return "finally returns"


async def break_out():
    while True:
        try:
            await asyncio.sleep(10)
        finally:
            break
    return "broke out"


async def main():
    tasks = [asyncio.create_task(swallow()), asyncio.create_task(break_out())]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    print(await asyncio.gather(*tasks), [task.cancelled() for task in tasks])


asyncio.run(main())
