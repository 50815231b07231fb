# Who runs in which turn when results are set from tasks, callbacks and timers.
import asyncio


async def relay(name, source, target):
    value = await source
    print(name, value)
    target.set_result(value + 1)


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(5)]
    tasks = [asyncio.create_task(relay(f"relay {i}", futures[i], futures[i + 1])) for i in reversed(range(4))]
    futures[4].add_done_callback(lambda f: print("callback", f.result()))
    await asyncio.sleep(0)
    loop.call_soon(futures[0].set_result, 0)
    for turn in range(4):
        print("turn", turn)
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    await asyncio.sleep(0)


asyncio.run(main())
