# stopped: steps
import asyncio
async def main():
    l=asyncio.get_running_loop()
    def f(): l.call_soon(f)
    f()
    await asyncio.sleep(1)
asyncio.run(main())
