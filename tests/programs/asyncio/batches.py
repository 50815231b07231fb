import asyncio


async def request(i):
    await asyncio.sleep((i * 7 % 5 + 1) / 50)
    return i


async def main():
    items = list(range(10))
    for start in range(0, len(items), 4):
        batch = items[start:start + 4]
        print(batch, "->", await asyncio.gather(*(request(i) for i in batch)))
    order = []
    tasks = [asyncio.create_task(request(i)) for i in range(5)]
    for task in tasks:
        task.add_done_callback(lambda t: order.append(t.result()))
    await asyncio.gather(*tasks)
    print("ended in the order", order)


asyncio.run(main())
