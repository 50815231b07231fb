import asyncio


async def work():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("requests", task.cancelling())
        print("left", task.uncancel(), task.uncancel(), task.uncancel())
    await asyncio.sleep(0.1)
    return "finished after uncancel"


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print(task.cancelling(), task.cancel(), task.cancel(), task.cancelling())
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
