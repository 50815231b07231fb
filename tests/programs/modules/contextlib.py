import asyncio
import contextlib


@contextlib.contextmanager
def step(name):
    print("begin", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("handled", error)
    finally:
        print("end", name)


@contextlib.asynccontextmanager
async def session(name):
    await asyncio.sleep(0.01)
    print("open", name)
    try:
        yield name
    finally:
        await asyncio.sleep(0.01)
        print("close", name)


with step("a") as value:
    print(value)
with step("b"):
    raise ValueError("inside")
with contextlib.suppress(KeyError):
    {}["x"]
with contextlib.ExitStack() as stack:
    names = [stack.enter_context(step(name)) for name in "xy"]
    stack.callback(print, "callback")
    print(names)
with contextlib.nullcontext(5) as five:
    print(five)


async def main():
    async with session("one"), session("two"):
        print("both")
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(session("three"))
    async with contextlib.aclosing(numbers()) as stream:
        async for n in stream:
            print(n)
            break


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


asyncio.run(main())
