import asyncio


async def upload():
    await asyncio.sleep(0.3)
    print("upload complete")
    return 200


async def main():
    task = asyncio.create_task(upload())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print("still uploading", task.done())
    print(await task)
    failing = asyncio.get_running_loop().create_future()
    guard = asyncio.shield(failing)
    failing.set_exception(ValueError("inside"))
    try:
        await guard
    except ValueError as error:
        print(error)


asyncio.run(main())
