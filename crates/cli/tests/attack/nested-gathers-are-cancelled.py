import asyncio
async def z(): await asyncio.sleep(10)
async def main():
    t=asyncio.create_task(z())
    for _ in range(20000): t=asyncio.gather(t)
    await asyncio.sleep(0.1)
    try: t.cancel()
    except RecursionError: print('RecursionError')
    else: print('fine')
asyncio.run(main())
