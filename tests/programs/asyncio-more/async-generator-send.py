import asyncio


async def echo():
    received = "nothing"
    while True:
        try:
            received = yield received
            await asyncio.sleep(0)
            print("received", received)
        except ValueError as error:
            received = f"handled {error}"


async def main():
    e = echo()
    print(await e.asend(None))
    print(await e.asend("a"))
    print(await e.athrow(ValueError("v")))
    try:
        await e.athrow(KeyError("k"))
    except KeyError as error:
        print("out", error)
    try:
        await e.asend("after the end")
    except StopAsyncIteration:
        print("ended")
    fresh = echo()
    try:
        await fresh.asend(1)
    except TypeError as error:
        print(error)


asyncio.run(main())
