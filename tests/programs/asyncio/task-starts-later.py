# create_task only queues the first step: it runs when the creator awaits.
import asyncio


async def child(name):
    print("child", name, "runs")
    return name


async def main():
    task = asyncio.create_task(child("one"))
    print("created")
    other = asyncio.create_task(child("two"))
    print("created another, done?", task.done(), other.done())
    await asyncio.sleep(0)
    print("after one turn", task.done(), other.done())
    print(await task, await other)
    third = asyncio.create_task(child("three"))
    print("await at once", await third)
    print(await child("no task"))


asyncio.run(main())
