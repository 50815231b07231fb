# What a handle looks like, before and after it ran; and what a failing one tells the exception handler.
import asyncio
import functools


def called(*args, **keywords):
    if "fail" in keywords:
        raise ValueError(args)


def handler(loop, context):
    print(sorted(context))
    print(context["message"], repr(context["exception"]), context["handle"])


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    handle = loop.call_soon(called, 1, "a")
    print(handle)
    await asyncio.sleep(0)
    print(handle)
    handle.cancel()
    print(handle)
    timer = loop.call_at(2.5e9, functools.partial(called, 3, key=4), 5)
    print(timer)
    timer.cancel()
    print(timer)
    loop.call_soon(functools.partial(called, fail=True), "x" * 40)
    await asyncio.sleep(0)


asyncio.run(main())
