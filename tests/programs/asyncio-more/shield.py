import asyncio


async def work():
    try:
        await asyncio.sleep(0.3)
        print("work ends")
        return "result"
    except asyncio.CancelledError:
        print("work cancelled")
        raise


async def shielded(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("the one who waited is cancelled")
        raise


async def main():
    inner = asyncio.create_task(work())
    outer = asyncio.create_task(shielded(inner))
    await asyncio.sleep(0.1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner done?", inner.done())
    print(await inner)
    other = asyncio.create_task(work())
    guard = asyncio.shield(other)
    await asyncio.sleep(0)
    other.cancel()
    try:
        await guard
    except asyncio.CancelledError:
        print("cancelling the inner one reaches the shield", guard.cancelled())
    print(await asyncio.shield(asyncio.sleep(0.1, "plain")))


asyncio.run(main())
