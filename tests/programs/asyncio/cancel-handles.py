import asyncio


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(print, "never: cancelled before its turn")
    later = loop.call_later(0.1, print, "never: cancelled in time")
    kept = loop.call_later(0.2, print, "kept")
    print(type(soon).__name__, type(later).__name__)
    soon.cancel()
    await asyncio.sleep(0.05)
    later.cancel()
    print(soon.cancelled(), later.cancelled(), kept.cancelled())
    later.cancel()
    await asyncio.sleep(0.25)
    kept.cancel()
    print(kept.cancelled(), round(kept.when() - later.when(), 2))
    first = loop.call_soon(lambda: second.cancel())
    second = loop.call_soon(print, "never: the one before cancels it")
    third = loop.call_soon(print, "third")
    await asyncio.sleep(0)
    print(first.cancelled(), second.cancelled(), third.cancelled())


asyncio.run(main())
