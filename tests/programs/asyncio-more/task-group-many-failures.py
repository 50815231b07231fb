import asyncio


async def fail(error, delay=0):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        raise KeyError("failed while cancelled") from None
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError(1)))
            group.create_task(fail(TypeError(2)))
            group.create_task(fail(OSError(3), 5))
    except* ValueError as caught:
        print("values", caught.exceptions)
    except* (TypeError, OSError) as caught:
        print("types", caught.exceptions)
    except* KeyError as caught:
        print("keys", caught.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1))
            raise RuntimeError("from the body")
    except ExceptionGroup as caught:
        print(repr(caught))


asyncio.run(main())
