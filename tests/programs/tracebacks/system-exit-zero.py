import asyncio


async def main():
    print("leaving")
    raise SystemExit


asyncio.run(main())
print("not reached")
