import asyncio


async def main():
    for wrong in (5, "text", None, [1], print):
        try:
            await wrong
        except TypeError as error:
            print(error)
    try:
        asyncio.create_task(5)
    except TypeError as error:
        print(error)
    try:
        await asyncio.gather([])
    except TypeError as error:
        print(error)
    try:
        asyncio.ensure_future(7)
    except TypeError as error:
        print(error)
    try:
        async with 5:
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
