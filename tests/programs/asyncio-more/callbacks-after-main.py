# asyncio.run turns the loop a few times more after main has ended: what is ready then is called, and what that queues.
import asyncio


def chain(left):
    print("left", left)
    if left:
        asyncio.get_running_loop().call_soon(chain, left - 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(chain, 9)
    loop.call_later(0.01, print, "a timer that nobody waits for")
    print("main ends")


asyncio.run(main())
print("--")


async def cancels():
    async def child():
        try:
            await asyncio.sleep(1)
        finally:
            chain(9)

    asyncio.create_task(child())
    await asyncio.sleep(0)


asyncio.run(cancels())
