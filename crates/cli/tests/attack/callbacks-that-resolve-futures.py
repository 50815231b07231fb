import asyncio
async def main():
    l=asyncio.get_running_loop()
    fs=[l.create_future() for _ in range(50000)]
    for a,b in zip(fs,fs[1:]): a.add_done_callback(lambda f,b=b: b.set_result(1))
    fs[0].set_result(1)
    await fs[-1]
    print('end')
asyncio.run(main())
