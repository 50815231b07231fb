# A task that waits for another one goes on in its own context, even if that is empty.
import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="nothing")


async def child():
    before = variable.get()
    variable.set(2)
    await asyncio.sleep(0)
    print("child", before, variable.get())


async def main():
    context = contextvars.copy_context()
    context.run(variable.set, 1)
    await asyncio.create_task(child(), context=context)
    print("main", context[variable], variable.get())
    asyncio.get_running_loop().call_soon(lambda: print("callback", variable.get()))
    await asyncio.sleep(0)


async def outer():
    await asyncio.wait_for(main(), 60)
    await asyncio.gather(main(), main())
    print("outer", variable.get())


asyncio.run(outer())
loop = asyncio.new_event_loop()
loop.run_until_complete(asyncio.wait_for(main(), 60))
variable.set(3)
loop.run_until_complete(main())
loop.close()
