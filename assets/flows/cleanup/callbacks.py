"""Given up half-way, by callbacks: nothing to cancel."""
import asyncio

import aiohttp

DB = "http://localhost:7001/db?sleep=0.3"
HTTP = "http://localhost:7001/delay?duration=0.3"
POOL = ["connection"]


async def get(session, url):
    async with session.get(url) as response:
        return await response.json()


def fetch(session, url, callback):
    task = asyncio.create_task(get(session, url))
    task.add_done_callback(lambda done: callback(done.result()))


def handle(session, callback):
    connection = POOL.pop()

    def on_row(row):
        print(f"database: {row['result']}")

        def on_answer(answer):
            print(f"http: {answer['slept']}")
            POOL.append(connection)
            callback(row["result"] - answer["slept"])

        fetch(session, HTTP, on_answer)

    fetch(session, DB, on_row)


async def main():
    finished = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(0.45):
                handle(session, finished.set_result)
                result = await finished
            print(f"result: {result}")
        except TimeoutError:
            print(f"main: gives up, {len(POOL)} in the pool")
        await asyncio.sleep(0.35)
        print(f"main: at the end, {len(POOL)} in the pool")


asyncio.run(main())
