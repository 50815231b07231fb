# The coroutines of tasks that nobody will ever step are closed when the program ends.
import asyncio
import atexit


async def inner(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("not cancelled")
    except GeneratorExit:
        print(name, "is closed")
        raise
    finally:
        print(name, "cleans up")


async def outer():
    await inner("inner")


atexit.register(print, "atexit")
loop = asyncio.new_event_loop()
loop.create_task(outer())
loop.call_later(0.1, loop.stop)
loop.run_forever()
print("main ends")
