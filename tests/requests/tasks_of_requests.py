"""What `session.get` gives has the methods of a coroutine: a task can be made of it as it is."""

import asyncio
import collections.abc

import aiohttp

HERE = "http://localhost:7001"


async def body(response):
    async with response:
        return (await response.json())["slept"]


async def main():
    async with aiohttp.ClientSession() as session:
        request = session.get(f"{HERE}/delay?duration=0.1")
        print(asyncio.iscoroutine(request), isinstance(request, collections.abc.Coroutine))
        task = asyncio.create_task(request, name="first")
        print(repr(task).partition(" cb=")[0])
        print(task.get_coro() is request, type(request).__name__)
        print(await body(await task))
        print(repr(task).partition(" result=")[0])

        # At once: in tasks, gathered, from a group, each as it is done.
        tasks = [asyncio.create_task(session.get(f"{HERE}/delay?duration={n / 10}")) for n in (3, 1, 2)]
        print([await body(await task) for task in tasks])
        answers = await asyncio.gather(*[session.get(f"{HERE}/delay?duration={n / 10}") for n in (2, 1)])
        print([await body(answer) for answer in answers])
        async with asyncio.TaskGroup() as group:
            task = group.create_task(session.get(f"{HERE}/delay?duration=0.1"))
        print(await body(task.result()))
        for answer in asyncio.as_completed([session.get(f"{HERE}/delay?duration={n / 10}") for n in (3, 1)]):
            print(await body(await answer))

        # With a limit, and given up.
        print(await body(await asyncio.wait_for(session.get(f"{HERE}/delay?duration=0.1"), 2)))
        try:
            await asyncio.wait_for(session.get(f"{HERE}/delay?duration=5"), 0.1)
        except TimeoutError:
            print("too late")
        task = asyncio.ensure_future(session.get(f"{HERE}/delay?duration=5"))
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled before it began")
        try:
            await asyncio.create_task(session.get("http://localhost:1/nobody"))
        except aiohttp.ClientConnectorError as error:
            print(type(error).__name__)

    async with aiohttp.request("GET", f"{HERE}/delay?duration=0.1") as response:
        print((await response.json())["slept"])


asyncio.run(main())
