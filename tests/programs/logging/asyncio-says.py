# What the loop has to say goes through asyncio's logger
import asyncio
import logging


class Short(logging.Handler):
    def emit(self, record):
        raised = record.exc_info and record.exc_info[0].__name__
        print(record.name, record.levelname, record.getMessage().splitlines()[0].partition(" at ")[0], raised)


logging.basicConfig(level=logging.INFO, handlers=[Short()])


async def fail():
    raise RuntimeError("nobody looks")


async def main():
    loop = asyncio.get_running_loop()
    asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    loop.call_soon(lambda: 1 / 0)
    loop.call_exception_handler({"message": "by hand: 100%", "detail": 1})
    await asyncio.sleep(0.01)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop.call_exception_handler({"message": "not heard"})
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"]))
    loop.call_exception_handler({"message": "heard"})


asyncio.run(main())
