# Each run has a loop of its own.
import asyncio

loops = []


async def main(n):
    loops.append(asyncio.get_running_loop())
    await asyncio.sleep(0.1)
    return n


print([asyncio.run(main(n)) for n in range(3)])
print(loops[0] is loops[1], [loop.is_closed() for loop in loops])
old = loops[0].create_future()


async def wait_for_foreign():
    try:
        await old
    except RuntimeError as error:
        print("attached to a different loop" in str(error))


asyncio.run(wait_for_foreign())
