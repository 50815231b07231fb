import asyncio


class RateLimiter:
    """Lets one through each `interval` seconds."""

    def __init__(self, interval):
        self.interval = interval
        self.next_slot = None

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        now = loop.time()
        slot = max(now, self.next_slot if self.next_slot is not None else now)
        self.next_slot = slot + self.interval
        await asyncio.sleep(slot - now)

    async def __aexit__(self, *exc_info):
        return False


async def call(n, limiter, start):
    async with limiter:
        elapsed = asyncio.get_running_loop().time() - start
        print(n, f"{elapsed:.1f}")


async def main():
    limiter = RateLimiter(0.2)
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(call(n, limiter, start) for n in range(5)))


asyncio.run(main())
