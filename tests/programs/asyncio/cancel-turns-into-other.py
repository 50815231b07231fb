import asyncio


async def returns():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "a result instead"


async def raises():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("an error instead")


async def main():
    a, b = asyncio.create_task(returns()), asyncio.create_task(raises())
    await asyncio.sleep(0)
    a.cancel()
    b.cancel()
    print(await asyncio.gather(a, b, return_exceptions=True))
    print(a.cancelled(), b.cancelled(), repr(b.exception().__context__))


asyncio.run(main())
