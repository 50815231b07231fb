import asyncio


class Pages:
    def __init__(self, count):
        self.count = count
        self.at = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.at == self.count:
            raise StopAsyncIteration
        self.at += 1
        await asyncio.sleep(0.01)
        return f"page {self.at}"


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0.01).__await__()
        return self.value


async def main():
    async for page in Pages(3):
        if page == "page 2":
            continue
        print(page)
    print([page async for page in Pages(2)])
    print(await Later("awaitable object"), await asyncio.gather(Later(1), Later(2)))
    try:
        async for _ in [1, 2]:
            pass
    except TypeError as error:
        print(error)
    try:
        for _ in Pages(1):
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
