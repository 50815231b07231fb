import asyncio

loop = asyncio.new_event_loop()


def tick(n):
    print("tick", n)
    if n == 3:
        loop.stop()
        print("the turn is finished after stop")
        loop.call_soon(print, "waits for the next run")
    else:
        loop.call_later(0.1, tick, n + 1)


loop.call_soon(tick, 1)
loop.run_forever()
print("stopped", loop.is_running())
loop.stop()
loop.run_forever()
print("one turn only")


async def stopper():
    loop.stop()
    await asyncio.sleep(0.1)
    print("never")


task = loop.create_task(stopper())
try:
    loop.run_until_complete(asyncio.sleep(1))
except RuntimeError as error:
    print(error)
task.cancel()
loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
loop.close()
loop.close()
