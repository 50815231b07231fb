"""Hello, asyncio: two coroutines that take turns."""
import asyncio


async def greet(name, pause):
    print(f"Hello, {name}")
    await asyncio.sleep(pause)
    print(f"Goodbye, {name}")


async def main():
    ada = asyncio.create_task(greet("Ada", 0.5))
    await greet("Grace", 0.2)
    await ada


asyncio.run(main())
