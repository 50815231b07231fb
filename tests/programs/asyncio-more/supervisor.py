import asyncio


class Supervisor:
    def __init__(self, limit):
        self.limit = limit
        self.log = []

    async def run(self, name, work):
        for attempt in range(1, self.limit + 1):
            try:
                result = await work(attempt)
            except Exception as error:
                self.log.append(f"{name} {attempt}: {error!r}")
                await asyncio.sleep(0.1 * attempt)
            else:
                self.log.append(f"{name} {attempt}: {result}")
                return result
        return None


async def main():
    async def steady(attempt):
        await asyncio.sleep(0.05)
        return "fine"

    async def flaky(attempt):
        await asyncio.sleep(0.02)
        if attempt < 3:
            raise ConnectionError(f"attempt {attempt}")
        return "at last"

    async def hopeless(attempt):
        raise ValueError("always")

    supervisor = Supervisor(3)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(supervisor.run(work.__name__, work)) for work in (steady, flaky, hopeless)]
    print(*supervisor.log, sep="\n")
    print([task.result() for task in tasks])


asyncio.run(main())
