import asyncio


async def heartbeat():
    beats = 0
    try:
        while True:
            await asyncio.sleep(0.1)
            beats += 1
            print("beat", beats)
    except asyncio.CancelledError:
        print("heart stops after", beats)


async def work():
    for i in range(3):
        await asyncio.sleep(0.13)
        print("work", i)


async def main():
    heart = asyncio.create_task(heartbeat())
    await work()
    heart.cancel()
    await heart
    print(heart.cancelled(), heart.result())


asyncio.run(main())
