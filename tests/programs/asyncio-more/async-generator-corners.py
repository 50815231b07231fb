import asyncio
# async generators and finalization
async def gen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print('fin', n)
        await asyncio.sleep(0)
        print('fin done', n)
async def main():
    async for x in gen(3):
        if x == 1: break
    print('broke')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    g = gen(5)
    print(await g.asend(None), await anext(g))
    try: await g.athrow(ValueError('x'))
    except ValueError as e: print('caught', e)
    try: await anext(g)
    except StopAsyncIteration: print('stopped')
    print(await g.aclose(), await anext(g, 'default'))
    h = gen(6)
    await anext(h)
    await h.aclose()
    k = gen(7)
    await k.aclose()
    try: await k.asend(5)
    except StopAsyncIteration: print('k stopped')
    m = gen(8)
    try: await m.asend(5)
    except TypeError as e: print(e)
    async def ign():
        try: yield 1
        except GeneratorExit: yield 2
    i = ign(); await anext(i)
    try: await i.aclose()
    except RuntimeError as e: print(e)
    left = gen(10); await anext(left)
    print([x async for x in gen(2)], {x: 1 async for x in gen(1)})
    try:
        async for z in 5: pass
    except TypeError as e: print(e)
    def notco(): pass
    try: await notco()
    except TypeError as e: print(e)
    globals()['kept'] = left
asyncio.run(main())
print('after run')
