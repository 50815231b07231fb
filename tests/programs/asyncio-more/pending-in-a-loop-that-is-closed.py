# A loop that is set keeps its exception handler, also when it is closed; that keeps the program's variables, and what hangs on them.
import asyncio

everyone = []


async def inner(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "cleans up")


def report(loop, context):
    pass


async def main():
    everyone.append(asyncio.create_task(inner("kept")))
    asyncio.create_task(inner("not kept"))
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.set_exception_handler(report)
loop.run_until_complete(main())
loop.close()
print("main ends")
