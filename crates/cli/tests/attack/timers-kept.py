# stopped: memory
import asyncio
async def main():
    l=asyncio.get_running_loop()
    while True: l.call_later(1000,print,'x'*10000)
asyncio.run(main())
