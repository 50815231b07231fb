"""Timeout: who waits too long is cancelled, and still cleans up."""
import asyncio


async def download(name, seconds):
    print(f"{name}: opened")
    try:
        await asyncio.sleep(seconds)
        print(f"{name}: complete")
    finally:
        # Runs in any case; cleaning up may take a moment too.
        await asyncio.sleep(0.05)
        print(f"{name}: closed")


async def main():
    for name, seconds in [("quick", 0.1), ("slow", 2)]:
        try:
            async with asyncio.timeout(0.3):
                await download(name, seconds)
        except TimeoutError:
            print(f"{name}: gave up")


asyncio.run(main())
