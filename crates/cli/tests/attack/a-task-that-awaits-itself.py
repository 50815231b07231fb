# fails: RecursionError
import asyncio
async def main():
    async def me():
        await t
    t=asyncio.create_task(me())
    try: await t
    except RuntimeError as e: print(str(e)[:40])
    async def a(): await tb
    async def b(): await ta
    ta=asyncio.create_task(a()); tb=asyncio.create_task(b())
    await asyncio.sleep(0.1)
    try: ta.cancel()
    except RecursionError: print('RecursionError')
asyncio.run(main())
