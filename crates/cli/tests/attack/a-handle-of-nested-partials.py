import asyncio, functools
class P(functools.partial): pass
async def main():
    f=print
    for _ in range(20000):
        f=P(f); f.x=1
    h=asyncio.get_running_loop().call_later(100,f)
    try: len(repr(h))
    except RecursionError: print('RecursionError')
    h.cancel()
    print('end')
asyncio.run(main())
