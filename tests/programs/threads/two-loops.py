# Each thread has a loop of its own.
import asyncio
import threading
import time


async def main(name, delay):
    for turn in range(2):
        await asyncio.sleep(delay)
        print(name, turn, asyncio.current_task().get_name().startswith("Task-"))
    return name


def run(name, delay, results):
    results.append(asyncio.run(main(name, delay)))


results = []
threads = [threading.Thread(target=run, args=(name, delay, results)) for name, delay in [("a", 0.15), ("b", 0.2)]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)


def no_loop():
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)


thread = threading.Thread(target=no_loop, name="bare")
thread.start()
thread.join()
