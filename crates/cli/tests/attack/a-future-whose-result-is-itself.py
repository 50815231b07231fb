import asyncio
async def main():
    f=asyncio.get_running_loop().create_future()
    f.set_result(f)
    print(repr(f)[:40])
    fs=[asyncio.get_running_loop().create_future() for _ in range(3000)]
    for a,b in zip(fs,fs[1:]): a.set_result(b)
    try: print(len(repr(fs[0]))>1)
    except RecursionError: print("RecursionError")
asyncio.run(main())
