import asyncio


async def producer(slots):
    for i, slot in enumerate(slots):
        await asyncio.sleep(0.1)
        print("produce", i)
        slot.set_result(i * 10)


async def consumer(name, slots):
    for slot in slots:
        print(name, "takes", await slot)


async def main():
    loop = asyncio.get_running_loop()
    slots = [loop.create_future() for _ in range(3)]
    await asyncio.gather(consumer("x", slots), producer(slots), consumer("y", slots))


asyncio.run(main())
