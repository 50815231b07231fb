import asyncio


async def low():
    await asyncio.sleep(0)
    raise ValueError("low")


async def middle():
    try:
        await low()
    except ValueError as error:
        raise RuntimeError("middle") from error
    finally:
        await asyncio.sleep(0)
        print("finally awaited")


async def main():
    try:
        await middle()
    except RuntimeError as error:
        print(error, "from", repr(error.__cause__))
    try:
        try:
            await low()
        finally:
            await asyncio.sleep(0.1)
            print("outer finally")
    except ValueError as error:
        print(error)
    try:
        await low()
    except ValueError:
        await asyncio.sleep(0)
        print("an except block may await")
        try:
            raise
        except ValueError as error:
            print("raised again", error)


asyncio.run(main())
