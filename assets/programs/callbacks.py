"""Callbacks: when a task is done, the loop calls a function."""
import asyncio

import aiohttp

URL = "http://localhost:7001/delay"
DURATIONS = [0.125, 0.25, 0.375, 0.5]


async def fetch(session, number, duration):
    params = {"duration": duration}
    async with session.get(URL, params=params) as response:
        answer = await response.json()
    print(f"request {number}: {answer['slept']:.3f} s")
    return answer["slept"]


async def main():
    all_done = asyncio.get_running_loop().create_future()
    done = []

    def on_done(task):
        done.append(task)
        print(f"{len(done)} of {len(DURATIONS)} done")
        if len(done) == len(DURATIONS):
            all_done.set_result(None)

    async with aiohttp.ClientSession() as session:
        for number, duration in enumerate(DURATIONS, start=1):
            task = asyncio.create_task(fetch(session, number, duration))
            task.add_done_callback(on_done)
        await all_done
    waits = [task.result() for task in done]
    print(f"{len(waits)} answers, {sum(waits):.3f} s of waiting")


asyncio.run(main())
