# raise_signal in a thread interrupts nothing in the main thread, but a loop that handles the signal is woken.
import asyncio
import signal
import threading
import time


def sender(number):
    time.sleep(0.1)
    signal.raise_signal(number)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, stop.set)
    thread = threading.Thread(target=sender, args=(signal.SIGUSR1,))
    thread.start()
    await stop.wait()
    print("woken after", round(loop.time() - start, 1))
    thread.join()
    loop.remove_signal_handler(signal.SIGUSR1)

    def plain(number, frame):
        print("plain handler after", round(loop.time() - start, 1), threading.current_thread().name)

    signal.signal(signal.SIGUSR1, plain)
    start = loop.time()
    thread = threading.Thread(target=sender, args=(signal.SIGUSR1,))
    thread.start()
    await asyncio.sleep(0.3)
    print("slept", round(loop.time() - start, 1))
    thread.join()


asyncio.run(main())
