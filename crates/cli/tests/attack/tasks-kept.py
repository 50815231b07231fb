# stopped: steps
import asyncio
async def f():
    await asyncio.sleep(1000)
async def main():
    s=set()
    while True: s.add(asyncio.create_task(f()))
asyncio.run(main())
