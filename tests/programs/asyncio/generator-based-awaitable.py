# What `await` does below: an object with __await__ yields futures to the task.
import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    iterator = future.__await__()
    print("yields the future:", next(iterator) is future)
    future.set_result("value")
    try:
        next(iterator)
    except StopIteration as stop:
        print("stopped with", stop.value)
    coroutine = asyncio.sleep(0, "slept")
    print(coroutine.send(None))
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print(stop.value)


asyncio.run(main())
