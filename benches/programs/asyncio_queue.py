"""Items that go through an asyncio.Queue of ten from one task to another."""
import asyncio

SIZE = 20_000


async def produce(queue):
    for number in range(SIZE):
        await queue.put(number)


async def main():
    queue = asyncio.Queue(10)
    producer = asyncio.create_task(produce(queue))
    for _ in range(SIZE):
        await queue.get()
        queue.task_done()
    await producer
    await queue.join()


asyncio.run(main())
