import asyncio
async def outer(inner):
    return await inner
async def base(): return 5
async def main():
    c=base()
    for _ in range(20000): c=outer(c)
    try: print(await c)
    except RecursionError: print('RecursionError')
asyncio.run(main())
print('end')
