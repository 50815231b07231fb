import asyncio


async def work():
    try:
        print("started")
        await asyncio.sleep(1)
    except GeneratorExit:
        print("closed")
        raise
    finally:
        print("finally")


async def main():
    never = work()
    never.close()
    print("a coroutine that never started closes silently")
    started = work()
    started.send(None)
    started.close()
    try:
        await never
    except RuntimeError as error:
        print(error)


asyncio.run(main())
