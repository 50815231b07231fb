"""20 visitors, 10 at a time: a row, then a page, by callbacks."""
import asyncio
from collections import deque

import aiohttp

URL = "http://localhost:7001"
loop = asyncio.new_event_loop()


async def get(path):
    async with aiohttp.ClientSession() as session:
        async with session.get(URL + path) as response:
            return await response.json()


def fetch(path, callback):
    task = loop.create_task(get(path))
    task.add_done_callback(lambda task: callback(task.result()))


def handle(done):
    def have_row(row):
        def have_page(page):
            done(row["result"])

        fetch("/delay?duration=0.3", have_page)

    fetch("/db?sleep=0.3&size=10", have_row)


visitors = deque(range(20))
answers = []


def next_visitor():
    if visitors:
        visitors.popleft()
        handle(answered)


def answered(answer):
    answers.append(answer)
    next_visitor()
    if len(answers) == 20:
        loop.stop()


for _ in range(10):
    loop.call_soon(next_visitor)
loop.run_forever()
print(len(answers), "answers")
