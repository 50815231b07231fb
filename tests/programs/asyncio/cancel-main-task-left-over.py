# asyncio.run cancels what is left when main ends, and waits for its cleanup.
import asyncio


async def background(name):
    try:
        while True:
            print(name, "tick")
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        print(name, "stopping")
        await asyncio.sleep(0.05)
        print(name, "stopped")
        raise


async def main():
    task = asyncio.create_task(background("clock"))
    await asyncio.sleep(0.25)
    print("main ends", task.done())
    return "result"


print(asyncio.run(main()))
