import asyncio


async def work():
    await asyncio.sleep(0.1)
    return "result"


async def fail():
    raise KeyError("key")


async def main():
    task = asyncio.create_task(work())
    print(task.done(), task.cancelled())
    try:
        task.result()
    except asyncio.InvalidStateError as error:
        print(error)
    try:
        task.exception()
    except asyncio.InvalidStateError as error:
        print(error)
    await task
    print(task.done(), task.result(), task.exception(), task.cancel())
    bad = asyncio.create_task(fail())
    await asyncio.sleep(0)
    print(bad.done(), repr(bad.exception()), bad.cancelled())
    for _ in range(2):
        try:
            bad.result()
        except KeyError as error:
            print("raised", error)
    stopped = asyncio.create_task(work())
    stopped.cancel()
    await asyncio.gather(stopped, return_exceptions=True)
    print(stopped.done(), stopped.cancelled())
    try:
        stopped.exception()
    except asyncio.CancelledError as error:
        print(repr(error))
    try:
        task.set_result(1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
