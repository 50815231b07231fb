"""A loop by hand: generators that say how long they want to wait.

This is what asyncio does, without asyncio.
"""
import heapq
import time


def count(name, limit, pause):
    for number in range(1, limit + 1):
        print(f"{name} {number}")
        yield pause
    print(f"{name} is done")


def run(*tasks):
    ready = list(tasks)
    waiting = []
    order = 0
    while ready or waiting:
        if not ready:
            due, _, task = heapq.heappop(waiting)
            time.sleep(max(0, due - time.monotonic()))
            ready.append(task)
        task = ready.pop(0)
        try:
            pause = next(task)
        except StopIteration:
            continue
        order += 1
        due = time.monotonic() + pause
        heapq.heappush(waiting, (due, order, task))


run(count("fast", 4, 0.2), count("slow", 2, 0.5))
