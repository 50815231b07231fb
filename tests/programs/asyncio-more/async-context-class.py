import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("opening", self.name)
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, kind, error, traceback):
        print("closing", self.name, kind.__name__ if kind else None)
        await asyncio.sleep(0.1)
        return kind is KeyError

    async def query(self, text):
        await asyncio.sleep(0.05)
        return f"{self.name}: {text}"


async def main():
    async with Connection("a") as a, Connection("b") as b:
        print(await asyncio.gather(a.query("1"), b.query("2")))
    async with Connection("c"):
        raise KeyError("swallowed")
    try:
        async with Connection("d"):
            raise ValueError("passed on")
    except ValueError as error:
        print(error)
    try:
        async with asyncio.timeout(0.3):
            async with Connection("e"):
                await asyncio.sleep(5)
    except TimeoutError:
        print("timed out")


asyncio.run(main())
