import asyncio


async def leaf(name, delay):
    await asyncio.sleep(delay)
    print("leaf", name)
    if name == "bad":
        raise ValueError(name)


async def branch(name, *leaves):
    try:
        async with asyncio.TaskGroup() as group:
            for leaf_name, delay in leaves:
                group.create_task(leaf(leaf_name, delay))
    except* ValueError as caught:
        print(name, "caught", caught.exceptions)
    print("branch", name, "ends")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(branch("left", ("l1", 0.2), ("bad", 0.1)))
        group.create_task(branch("right", ("r1", 0.15), ("r2", 0.25)))
    print("all done")


asyncio.run(main())
