import asyncio
async def w(t):
    await t
async def z(): raise ValueError('z')
async def main():
    t=asyncio.create_task(z())
    for _ in range(3000): t=asyncio.create_task(w(t))
    try: await t
    except ValueError as e: print('V', repr(e))
asyncio.run(main())
