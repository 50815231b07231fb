# A future is settled once.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    settled = [loop.create_future() for _ in range(3)]
    settled[0].set_result(1)
    settled[1].set_exception(KeyError(1))
    settled[2].cancel()
    for future in settled:
        for method, value in (future.set_result, 2), (future.set_exception, ValueError(2)):
            try:
                method(value)
            except asyncio.InvalidStateError as error:
                print(repr(error))
        print(future.cancel(), future.cancelled(), future.done())
    print(settled[0].result(), repr(settled[1].exception()))


asyncio.run(main())
