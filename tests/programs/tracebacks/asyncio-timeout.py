import asyncio


async def slow():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up")


async def main():
    await asyncio.wait_for(slow(), timeout=0.5)


asyncio.run(main())
