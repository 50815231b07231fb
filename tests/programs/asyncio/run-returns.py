import asyncio


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


async def main():
    print("main starts")
    return await add(1, 2)


print(asyncio.run(main()))
print(asyncio.run(asyncio.sleep(0.1, "result of sleep")))


async def nothing():
    pass


print(asyncio.run(nothing()))
for wrong in (main, 5, [nothing]):
    try:
        asyncio.run(wrong)
    except ValueError as error:
        print(str(error).split(", got")[0])
