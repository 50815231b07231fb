import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise LookupError("lost")


async def fine():
    return "the loop can be used again"


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(fail())
except LookupError as error:
    print(repr(error))
print(loop.run_until_complete(fine()))
task = loop.create_task(asyncio.sleep(5))
loop.call_later(0.1, task.cancel)
try:
    loop.run_until_complete(task)
except asyncio.CancelledError as error:
    print(repr(error), task.cancelled())
loop.close()
