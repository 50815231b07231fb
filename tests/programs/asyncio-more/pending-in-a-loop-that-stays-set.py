# A loop that was set and never unset is kept beyond the last collection: what waits in it is not closed.
import asyncio


async def inner(name):
    try:
        await asyncio.sleep(10)
    finally:
        print("never printed:", name)


async def main():
    asyncio.create_task(inner("set"))
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main())
print("main ends")
