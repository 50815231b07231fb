# A later handler replaces an earlier one; one that fails is reported, and the loop goes on.
import asyncio
import contextvars
import signal

who = contextvars.ContextVar("who", default="nobody")


def say(*words):
    print(*words, "for", who.get())


def fail():
    raise ValueError("no")


def report(loop, context):
    print(context["message"].split(" ")[:3], repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    who.set("main")
    loop.add_signal_handler(signal.SIGHUP, say, "first")
    who.set("somebody else")
    signal.raise_signal(signal.SIGHUP)
    await asyncio.sleep(0.01)
    loop.add_signal_handler(signal.SIGHUP, say, "second", "argument")
    signal.raise_signal(signal.SIGHUP)
    signal.raise_signal(signal.SIGHUP)
    await asyncio.sleep(0.01)
    loop.add_signal_handler(signal.SIGHUP, fail)
    signal.raise_signal(signal.SIGHUP)
    await asyncio.sleep(0.01)
    loop.add_signal_handler(signal.SIGHUP, say, "too late")
    signal.raise_signal(signal.SIGHUP)
    loop.remove_signal_handler(signal.SIGHUP)
    await asyncio.sleep(0.01)
    print("over")


asyncio.run(main())
