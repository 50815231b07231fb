# Sleeps that are tasks by themselves: no line of the program runs between the settings of their timers.
import asyncio


async def main():
    ended = []
    for count in (3, 7, 12):
        tasks = [asyncio.create_task(asyncio.sleep(0.05, n)) for n in range(count)]
        for task in tasks:
            task.add_done_callback(lambda task: ended.append(task.result()))
        await asyncio.sleep(0.1)
        print(ended)
        ended.clear()


asyncio.run(main())
