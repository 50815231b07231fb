import asyncio


async def player(name, rounds):
    for i in range(rounds):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "out")


async def main():
    await asyncio.gather(player("ping", 3), player("pong", 4), player("pung", 2))


asyncio.run(main())
