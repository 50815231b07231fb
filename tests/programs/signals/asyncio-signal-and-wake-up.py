# A loop that was woken reads signals that are sent before it comes to reading that: their handlers run a turn earlier.
import asyncio
import signal


async def ticker(count):
    for turn in range(count):
        print("turn", turn)
        await asyncio.sleep(0)


async def main(wake):
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "handler")
    task = asyncio.create_task(ticker(6))
    await asyncio.sleep(0)
    if wake:
        loop.call_soon_threadsafe(print, "woken")
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGUSR1)
    print("sent")
    await task


asyncio.run(main(False))
print("--")
asyncio.run(main(True))
