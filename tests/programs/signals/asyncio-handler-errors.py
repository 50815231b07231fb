import asyncio
import signal
import threading


async def coroutine():
    pass


def attempt(function, *args):
    try:
        print(function.__name__, "gave", repr(function(*args)))
    except Exception as error:
        print(function.__name__, "raised", type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    attempt(loop.add_signal_handler, signal.SIGTERM, coroutine)
    attempt(loop.add_signal_handler, signal.SIGKILL, print)
    attempt(loop.add_signal_handler, 99, print)
    attempt(loop.add_signal_handler, 32, print)
    attempt(loop.add_signal_handler, "SIGTERM", print)
    attempt(loop.remove_signal_handler, 99)
    attempt(loop.remove_signal_handler, "SIGTERM")
    attempt(loop.remove_signal_handler, signal.SIGTERM)
    attempt(loop.add_signal_handler, signal.SIGINT, print)
    print(signal.getsignal(signal.SIGINT).__name__)
    attempt(loop.remove_signal_handler, signal.SIGINT)
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)


asyncio.run(main())


async def in_thread():
    loop = asyncio.get_running_loop()
    attempt(loop.add_signal_handler, signal.SIGTERM, print)
    attempt(loop.remove_signal_handler, signal.SIGTERM)


thread = threading.Thread(target=asyncio.run, args=(in_thread(),))
thread.start()
thread.join()

loop = asyncio.new_event_loop()
loop.close()
attempt(loop.add_signal_handler, signal.SIGTERM, print)
