import asyncio


async def work(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed())
print(loop.run_until_complete(work("first", 0.1)))
task = loop.create_task(work("background", 0.3))
print(loop.run_until_complete(work("second", 0.1)))
print("between runs", task.done())
print(loop.run_until_complete(task))
future = loop.create_future()
loop.call_later(0.1, future.set_result, "by timer")
print(loop.run_until_complete(future))
loop.call_soon(print, "runs at the next run")
print("not yet")
loop.run_until_complete(asyncio.sleep(0))
loop.close()
print(loop.is_closed())
try:
    loop.call_soon(print, "closed")
except RuntimeError as error:
    print(error)
