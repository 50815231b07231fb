import asyncio
async def z(): await asyncio.sleep(1)
async def main():
    t=asyncio.create_task(z())
    for _ in range(20000): t=asyncio.shield(t)
    await t
    print('end')
asyncio.run(main())
