import asyncio
import os
import signal


async def worker(name, queue):
    try:
        while True:
            item = await queue.get()
            await asyncio.sleep(0.02)
            print(name, "did", item)
            queue.task_done()
    except asyncio.CancelledError:
        print(name, "stops")
        raise


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    stop = asyncio.Event()

    def shut_down(sig):
        print("received", sig.name)
        stop.set()

    for sig in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sig, shut_down, sig)
    for item in range(5):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker("worker", queue))]
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    print("left in the queue:", queue.qsize())
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
