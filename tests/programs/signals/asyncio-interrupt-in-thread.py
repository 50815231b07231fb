# A loop in another thread knows nothing of SIGINT; and one without asyncio.run leaves it to the default handler.
import asyncio
import os
import signal
import threading


async def sleeper():
    await asyncio.sleep(0.2)
    print("the thread's loop was not disturbed")


thread = threading.Thread(target=asyncio.run, args=(sleeper(),))
thread.start()
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt in the main thread")
thread.join()

loop = asyncio.new_event_loop()


async def main():
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(10)
    finally:
        print("finally")


task = loop.create_task(main())
try:
    loop.run_until_complete(task)
except KeyboardInterrupt:
    print("KeyboardInterrupt", task.done())
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    print("cancelled")
loop.close()
