import asyncio


async def waiter(name, event):
    print(name, "waits")
    print(name, await event.wait())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep(0.1)
    print("set", event.is_set())
    event.set()
    event.clear()
    print("cleared at once, but they were woken")
    await asyncio.gather(*tasks)
    event.set()
    await waiter("late", event)
    print(event.is_set())
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 0.1)
    except TimeoutError:
        print("nobody set it")


asyncio.run(main())
