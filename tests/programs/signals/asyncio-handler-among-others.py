# Where the loop's handler comes among timers that are due, callbacks and tasks.
import asyncio
import os
import signal
import time


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, lambda: (print("handler"), loop.call_soon(print, "soon from handler")))

    def first():
        print("first")
        os.kill(os.getpid(), signal.SIGUSR1)
        loop.call_soon(print, "soon from first")
        loop.call_soon_threadsafe(print, "threadsafe from first")

    def spin(left):
        print("spin", left)
        if left:
            loop.call_soon(spin, left - 1)

    loop.call_soon(spin, 5)
    loop.call_soon(first)
    loop.call_soon(print, "after first")
    await asyncio.sleep(0.05)
    print("--")

    # A signal that arrives while the loop is blocked, with timers that are due then.
    loop.call_later(0.02, print, "timer 1")
    loop.call_later(0.04, print, "timer 2")
    loop.call_soon(spin, 3)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    loop.add_signal_handler(signal.SIGALRM, print, "alarm")
    time.sleep(0.1)
    await asyncio.sleep(0)
    print("main goes on")
    await asyncio.sleep(0.05)


asyncio.run(main())
