import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done(), future.cancelled())
    for method in (future.result, future.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    loop.call_later(0.1, future.set_result, "hello")
    print(await future)
    print(future.done(), future.result(), future.exception())
    try:
        future.set_result("again")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError" in repr(error))
    failed = loop.create_future()
    failed.set_exception(ValueError("bad"))
    print(repr(failed.exception()), failed.done())
    try:
        await failed
    except ValueError as error:
        print(repr(error))
    print(failed.cancel(), future.cancel())
    classed = loop.create_future()
    classed.set_exception(KeyError)
    print(repr(classed.exception()))
    try:
        loop.create_future().set_exception(StopIteration())
    except TypeError as error:
        print(error)


asyncio.run(main())
