import asyncio
async def w(t):
    return (await t)+1
async def z(): return 0
async def main():
    t=asyncio.create_task(z())
    for _ in range(20000): t=asyncio.create_task(w(t))
    print(await t)
asyncio.run(main())
