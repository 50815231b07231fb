# What is being handled, as the exception itself.
import asyncio
import sys


def handled():
    return sys.exception()


print(sys.exception(), handled())
try:
    raise ValueError("outer")
except ValueError as outer:
    print(sys.exception() is outer, handled() is outer, sys.exc_info()[1] is outer)
    try:
        raise KeyError("inner")
    except KeyError:
        print(repr(sys.exception()), repr(sys.exception().__context__))
    print(repr(sys.exception()))
print(sys.exception())


async def main():
    try:
        raise RuntimeError("in a task")
    except RuntimeError:
        await asyncio.sleep(0)
        print(repr(sys.exception()))
    finally:
        print(sys.exception())


asyncio.run(main())
print(sys.getdefaultencoding(), sys.maxunicode, hex(sys.hexversion)[:6], sys.warnoptions)
