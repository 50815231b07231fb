# Awaiting a coroutine runs it at once, without the loop.
import asyncio


async def leaf(n):
    print("leaf", n)
    return n


async def branch(n):
    print("branch", n)
    total = 0
    for i in range(n):
        total += await leaf(i)
    print("branch end", n)
    return total


async def other():
    print("other runs only when someone waits")


async def main():
    task = asyncio.create_task(other())
    print(await branch(3))
    print("before waiting")
    await asyncio.sleep(0)
    print("after waiting", task.done())


asyncio.run(main())
