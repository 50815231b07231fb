# As the talks of 2015 and 2016 wrote it.
import asyncio


async def call(i):
    await asyncio.sleep(i / 8)
    print("call", i)
    return i


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
futures = [asyncio.ensure_future(call(i), loop=loop) for i in range(4, 0, -1)]
loop.run_until_complete(asyncio.gather(*futures))
print([future.result() for future in futures])


async def inside():
    return asyncio.get_event_loop() is asyncio.get_running_loop() is loop


print(loop.run_until_complete(inside()))
loop.close()
