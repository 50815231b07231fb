import asyncio
import threading
import time


def serve(loop):
    asyncio.set_event_loop(loop)
    print("loop runs")
    loop.run_forever()
    print("loop stopped")
    loop.close()


async def double(number):
    await asyncio.sleep(0.1)
    return number * 2


loop = asyncio.new_event_loop()
thread = threading.Thread(target=serve, args=(loop,))
thread.start()
time.sleep(0.05)
futures = [asyncio.run_coroutine_threadsafe(double(number), loop) for number in (1, 2)]
print([future.result() for future in futures], loop.is_running())
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(loop.is_running(), loop.is_closed())
