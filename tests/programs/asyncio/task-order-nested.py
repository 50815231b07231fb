import asyncio


async def node(name, depth):
    print("  " * len(name), name, "in")
    if depth:
        children = [asyncio.create_task(node(name + str(i), depth - 1)) for i in range(2)]
        for child in children:
            await child
    print("  " * len(name), name, "out")


asyncio.run(node("n", 2))
