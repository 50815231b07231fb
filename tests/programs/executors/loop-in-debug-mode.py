import asyncio, logging, sys, time, threading
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s")
class F(logging.Filter):
    def filter(self, r):
        words = r.getMessage().split(" took ")[0].split(" ")
        r.msg = " ".join(word for word in words if "/" not in word and not word.startswith("when="))
        r.args = ()
        return True
logging.getLogger().handlers[0].addFilter(F())
def slow(n): time.sleep(n)
async def step():
    time.sleep(0.3)
    await asyncio.sleep(0)
    time.sleep(0.2)
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(f.set_result, 1)
    await f
    time.sleep(0.4)
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(slow, 0.5)
    loop.call_later(0.01, slow, 0.25)
    await asyncio.sleep(0.3)
    t = loop.create_task(step())
    await t
    print(repr(loop.create_task(asyncio.sleep(0))).split("created at ")[1].split("/")[-1])
    print(repr(loop.call_soon(slow, 0)))
    h = loop.call_later(5, slow, 1)
    h.cancel()
    print(repr(h).split("when=")[0], repr(h).split("slow")[1])
    f = loop.create_future()
    def other():
        for call in (lambda: f.set_result(1), lambda: loop.call_later(1, print), lambda: loop.call_at(1, print), lambda: loop.call_soon_threadsafe(print, "safe")):
            try:
                print(type(call()).__name__)
            except RuntimeError as e:
                print(e)
    f.add_done_callback(print)
    await asyncio.to_thread(other)
    loop.slow_callback_duration = 10
    time.sleep(1)
    await asyncio.sleep(0)
    for call in (lambda: loop.call_soon_threadsafe(5), lambda: loop.call_at(5, step), lambda: loop.run_in_executor(None, step), lambda: loop.call_later(None, print), lambda: loop.call_at(None, print), lambda: loop.call_soon()):
        try:
            print(type(call()).__name__)
        except TypeError as e:
            print(e)
asyncio.run(main(), debug=True)
