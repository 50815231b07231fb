# What fails in an exception handler is logged with what it was about; what ends programs goes through.
import asyncio
import logging


class Short(logging.Handler):
    def emit(self, record):
        for line in record.getMessage().splitlines():
            print("  |", line.partition(" at 0x")[0].partition("lambda")[0])
        print("  |", repr(record.exc_info and record.exc_info[1]))


logging.basicConfig(level=logging.INFO, handlers=[Short()])


class Unspeakable:
    def __repr__(self):
        raise TypeError("no repr")


def handler(loop, context):
    print("handler:", context["message"].partition("(")[0])
    raise KeyError("in the handler")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(int, "x")
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "detail": 1})
    loop.call_exception_handler({"message": "unspeakable", "detail": Unspeakable()})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "unspeakable", "detail": Unspeakable()})
    loop.call_exception_handler({"detail": 2, "another": "text", "exception": OSError("given")})
    loop.set_exception_handler(lambda loop, context: loop.default_exception_handler(context))
    loop.call_exception_handler({"message": "handed on"})

    def leave(loop, context):
        raise SystemExit("handler ends the program")

    loop.set_exception_handler(leave)
    loop.call_soon(int, "y")
    await asyncio.sleep(0)
    print("not reached")


try:
    asyncio.run(main())
except SystemExit as error:
    print(repr(error))
