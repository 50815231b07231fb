# A signal ends the poll of a loop that has a handler for it: from a timer, from a thread, and from an alarm.
import asyncio
import os
import signal
import threading
import time


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    print("a timer sent it")

    stop.clear()

    def sender():
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=sender)
    thread.start()
    await stop.wait()
    print("a thread sent it")
    thread.join()

    stop.clear()
    loop.add_signal_handler(signal.SIGALRM, stop.set)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    await stop.wait()
    print("an alarm sent it")
    print(loop.remove_signal_handler(signal.SIGALRM), loop.remove_signal_handler(signal.SIGALRM))
    print(repr(signal.getsignal(signal.SIGALRM)))


asyncio.run(main())
print(repr(signal.getsignal(signal.SIGTERM)))
