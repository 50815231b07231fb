# An exception from a handler of signal.signal, in a callback and in a task.
import asyncio, os, signal
def boom(n, f):
    raise ValueError("boom")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print(c["message"][:21], repr(c["exception"])))
    signal.signal(signal.SIGUSR1, boom)
    loop.call_soon(os.kill, os.getpid(), signal.SIGUSR1)
    loop.call_soon(signal.raise_signal, signal.SIGUSR1)
    await asyncio.sleep(0.01)
    print("still on")
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
    except ValueError as e:
        print(e)
    loop.call_soon(signal.raise_signal, signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        await asyncio.sleep(1)
    finally:
        print("fin")
t = None
try:
    asyncio.run(main())
except BaseException as e:
    print(repr(e))
