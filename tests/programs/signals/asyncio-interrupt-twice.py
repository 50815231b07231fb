# The second SIGINT raises KeyboardInterrupt where the program is.
import asyncio
import signal


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("not yet")
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            print("again")


async def helper():
    try:
        await asyncio.sleep(10)
    finally:
        print("helper is cancelled")


async def main():
    task = asyncio.create_task(helper())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGINT)
    await stubborn()
    print("not reached", task)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt")


async def swallows():
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("swallowed")
    return "a result"


print(asyncio.run(swallows()))


async def own_handler():
    loop = asyncio.get_running_loop()
    stop = loop.create_future()
    loop.add_signal_handler(signal.SIGINT, stop.set_result, "stopped by the handler")
    loop.call_later(0.1, signal.raise_signal, signal.SIGINT)
    return await stop


print(asyncio.run(own_handler()))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
