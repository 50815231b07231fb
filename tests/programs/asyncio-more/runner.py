import asyncio


async def work(n):
    await asyncio.sleep(0.01)
    return n


with asyncio.Runner() as runner:
    print(runner.run(work(1)), runner.run(work(2)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
try:
    runner.run(None)
except Exception as error:
    print(type(error).__name__, error)
