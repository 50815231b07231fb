# Set and cancel in the same turn: the first one counts.
import asyncio


async def waiter(name, future):
    try:
        print(name, "got", await future)
    except asyncio.CancelledError:
        print(name, "cancelled")
    except ValueError as error:
        print(name, "failed", error)


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    tasks = [asyncio.create_task(waiter(i, future)) for i, future in enumerate(futures)]
    await asyncio.sleep(0)
    futures[0].set_result("result")
    print(futures[0].cancel())
    print(futures[1].cancel())
    try:
        futures[1].set_result("too late")
    except asyncio.InvalidStateError as error:
        print(type(error).__name__)
    futures[2].set_exception(ValueError("error"))
    await asyncio.gather(*tasks)


asyncio.run(main())
