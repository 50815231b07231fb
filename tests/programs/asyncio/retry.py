import asyncio

attempts = {}


async def flaky(name, failures):
    attempts[name] = attempts.get(name, 0) + 1
    await asyncio.sleep(0.01)
    if attempts[name] <= failures:
        raise ConnectionError(f"{name} failed {attempts[name]}")
    return name


async def retry(name, failures, limit=3):
    for attempt in range(limit):
        try:
            return await flaky(name, failures)
        except ConnectionError as error:
            print(error)
            await asyncio.sleep(0.1 * 2 ** attempt)
    print(name, "given up")


async def main():
    print(await asyncio.gather(retry("good", 0), retry("tries", 2), retry("broken", 9)))


asyncio.run(main())
