# The loop's handler runs one turn after the turn that finds the signal; the signal's own handler at once.
import asyncio
import os
import signal


async def ticker(name, count):
    for turn in range(count):
        print(name, turn)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "SIGUSR1 on the loop")
    loop.add_signal_handler(signal.SIGUSR2, print, "SIGUSR2 on the loop")
    signal.signal(signal.SIGTERM, lambda number, frame: print("SIGTERM at once"))
    task = asyncio.create_task(ticker("a", 6))
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGUSR2)
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGTERM)
    loop.call_soon(print, "soon after the signals")
    for turn in range(4):
        print("main", turn)
        await asyncio.sleep(0)
    await task


asyncio.run(main())
