import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def handle(name):
    request.set(name)
    await asyncio.sleep(0.01)
    await nested()
    return request.get()


async def nested():
    print("nested sees", request.get())
    request.set(request.get() + " changed")


async def main():
    print(request.get())
    request.set("main")
    print(await asyncio.gather(handle("a"), handle("b")))
    print(request.get())
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", request.get()))
    request.set("later")
    await asyncio.sleep(0)
    token = request.set("temporary")
    request.reset(token)
    print(request.get())
    await nested()
    print(request.get())


asyncio.run(main())
