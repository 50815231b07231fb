# A gathered task that is cancelled is an exception like others to the gathering one.
import asyncio


async def work(name, delay):
    try:
        await asyncio.sleep(delay)
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    a = asyncio.create_task(work("a", 0.3))
    b = asyncio.create_task(work("b", 0.2))
    asyncio.get_running_loop().call_later(0.1, b.cancel)
    try:
        await asyncio.gather(a, b)
    except asyncio.CancelledError as error:
        print("gather raised", repr(error))
    print(a.done(), b.cancelled())
    print(await a)


asyncio.run(main())
