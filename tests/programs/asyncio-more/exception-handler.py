import asyncio


def handler(loop, context):
    print("handler:", context["message"].split(" at ")[0], repr(context.get("exception")))


async def fail():
    raise ValueError("never retrieved")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(lambda: {}["key"])
    await asyncio.sleep(0)
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("dropping the task")
    del task
    print("after")
    future = loop.create_future()
    future.set_exception(OSError("future dropped"))
    del future
    loop.call_exception_handler({"message": "by hand", "exception": None})


asyncio.run(main())
