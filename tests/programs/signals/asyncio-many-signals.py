# Of signals that arrive together, those with plain handlers are handled by number; the loop keeps their order.
import asyncio
import os
import signal

seen = []


def plain(number, frame):
    seen.append(number)
    print("plain", signal.Signals(number).name)


for name in ("SIGUSR2", "SIGHUP", "SIGUSR1"):
    signal.signal(signal.Signals[name], plain)


def sender():
    for name in ("SIGUSR2", "SIGHUP", "SIGUSR1", "SIGHUP"):
        os.kill(os.getpid(), signal.Signals[name])


async def main():
    loop = asyncio.get_running_loop()
    for name in ("SIGUSR2", "SIGHUP", "SIGUSR1"):
        loop.add_signal_handler(signal.Signals[name], print, "loop", name)
    sender()
    await asyncio.sleep(0.05)


asyncio.run(main())
print([repr(signal.getsignal(signal.Signals[name])) for name in ("SIGUSR2", "SIGHUP")])
