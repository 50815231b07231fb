"""Queue: a producer that is faster than its consumers must wait.

The queue holds two jobs. Try maxsize=0, which has no limit.
"""
import asyncio


async def produce(queue):
    for number in range(1, 7):
        await queue.put(number)
        print(f"job {number} is queued: {queue.qsize()} in line")
        await asyncio.sleep(0.1)


async def consume(queue, name):
    while True:
        number = await queue.get()
        await asyncio.sleep(0.45)
        print(f"{name} has done job {number}")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    consumers = [
        asyncio.create_task(consume(queue, name))
        for name in ("Ada", "Grace")
    ]
    await produce(queue)
    await queue.join()
    for consumer in consumers:
        consumer.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)
    print("all jobs are done")


asyncio.run(main())
