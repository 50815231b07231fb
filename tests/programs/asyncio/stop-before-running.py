import asyncio

loop = asyncio.new_event_loop()
loop.call_later(0.1, print, "a timer, for which the first run does not wait")
loop.stop()
loop.run_forever()
print("one turn, which polled without sleeping")


def last():
    print("the last")
    loop.stop()


loop.call_later(0.2, last)
loop.run_forever()
loop.close()
