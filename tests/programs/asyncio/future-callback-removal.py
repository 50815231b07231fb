import asyncio


def hello(future):
    print("hello")


def world(future):
    print("world")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(hello)
    future.add_done_callback(world)
    future.add_done_callback(hello)
    print(future.remove_done_callback(hello), future.remove_done_callback(hello))
    future.set_result(None)
    await asyncio.sleep(0)

    other = loop.create_future()
    other.add_done_callback(hello)
    other.set_result(None)
    print("too late to remove:", other.remove_done_callback(hello))
    await asyncio.sleep(0)


asyncio.run(main())
