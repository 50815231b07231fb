import asyncio

running = 0
most = 0


async def request(i, semaphore):
    global running, most
    async with semaphore:
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.1)
        running -= 1
    return i * i


async def main():
    loop = asyncio.get_running_loop()
    semaphore = asyncio.Semaphore(5)
    start = loop.time()
    results = await asyncio.gather(*(request(i, semaphore) for i in range(20)))
    print(sum(results), "at most", most, "at once, four rounds:", 0.4 <= loop.time() - start < 0.8)


asyncio.run(main())
