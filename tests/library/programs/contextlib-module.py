import asyncio
import io
import sys
from contextlib import (AsyncExitStack, ExitStack, aclosing, asynccontextmanager, closing, contextmanager, nullcontext,
                        redirect_stderr, redirect_stdout, suppress, ContextDecorator, AbstractContextManager)


def chain_of(error):
    names = []
    while error is not None:
        names.append(f"{type(error).__name__}({error})")
        error = error.__context__
    return " <- ".join(names)


def trial(work):
    try:
        print("gives", work())
    except BaseException as error:
        print("raises", chain_of(error))


@contextmanager
def managed(name, swallow=()):
    """Says so."""
    print("enter", name)
    try:
        yield name.upper()
    except swallow as error:
        print("swallowed", error)
    finally:
        print("exit", name)


def plain():
    with managed("a") as value:
        return value


def failing(error, **keywords):
    with managed("b", **keywords):
        raise error
    return "after"


trial(plain)
trial(lambda: failing(ValueError("v")))
trial(lambda: failing(ValueError("v"), swallow=ValueError))
trial(lambda: failing(StopIteration("s")))
trial(lambda: failing(RuntimeError("r")))
trial(lambda: failing(KeyboardInterrupt()))
print(managed.__name__, managed.__doc__)


@contextmanager
def never():
    return
    yield


@contextmanager
def twice():
    yield
    yield


@contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise KeyError("new") from error


@contextmanager
def stubborn():
    try:
        yield
    except ValueError:
        yield


def use(manager, error=None):
    with manager:
        if error:
            raise error
    return "ok"


trial(lambda: use(never()))
trial(lambda: use(twice()))
trial(lambda: use(replaces(), ValueError("old")))
trial(lambda: use(stubborn(), ValueError("old")))


@managed("decorator")
def decorated(x):
    return x * 2


print(decorated(2), decorated(3), decorated.__name__)
once = managed("once")
trial(lambda: use(once))
trial(lambda: use(once))


class Thing:
    def close(self):
        print("closed")

    async def aclose(self):
        print("aclosed")


with closing(Thing()) as thing:
    print(type(thing).__name__)
with suppress(ValueError, KeyError):
    raise KeyError("quiet")
trial(lambda: use(suppress(ValueError), KeyError("loud")))
with nullcontext(5) as five:
    print(five)
out = io.StringIO()
with redirect_stdout(out):
    print("into the string")
    with redirect_stdout(sys.__stdout__):
        pass
with redirect_stderr(out):
    print("error", file=sys.stderr)
print(repr(out.getvalue()))


def leave(label, answer=None, error=None):
    def exit(exc_type, exc, tb):
        print("leaving", label, exc_type and exc_type.__name__)
        if error:
            raise error
        return answer
    return exit


def stacked(*exits, error=None, manager=None):
    with ExitStack() as stack:
        for exit in exits:
            stack.push(exit)
        stack.callback(print, "callback", sep="")
        if manager:
            print(stack.enter_context(manager))
        if error:
            raise error
        return "body"
    return "swallowed"


trial(lambda: stacked(leave("one"), leave("two"), manager=managed("m")))
trial(lambda: stacked(leave("one"), leave("two"), error=ValueError("v")))
trial(lambda: stacked(leave("one"), leave("two", True), error=ValueError("v")))
trial(lambda: stacked(leave("one"), leave("two", error=KeyError("k")), error=ValueError("v")))
trial(lambda: stacked(leave("one", True), leave("two", error=KeyError("k")), error=ValueError("v")))
trial(lambda: stacked(leave("one", error=IndexError("i")), leave("two", error=KeyError("k")), error=ValueError("v")))
trial(lambda: stacked(leave("one", error=IndexError("i")), leave("two", error=KeyError("k"))))
trial(lambda: stacked(leave("one", error=IndexError("i")), leave("two", True), error=ValueError("v")))
trial(lambda: ExitStack().enter_context(5))
with ExitStack() as stack:
    stack.enter_context(managed("kept"))
    kept = stack.pop_all()
print("not yet")
kept.close()


@asynccontextmanager
async def amanaged(name, swallow=()):
    print("aenter", name)
    await asyncio.sleep(0)
    try:
        yield name
    except swallow as error:
        print("swallowed", error)
    finally:
        await asyncio.sleep(0)
        print("aexit", name)


async def afailing(error=None, **keywords):
    async with amanaged("x", **keywords) as value:
        if error:
            raise error
        return value
    return "after"


async def atrial(coroutine):
    try:
        print("gives", await coroutine)
    except BaseException as error:
        print("raises", chain_of(error))


@asynccontextmanager
async def anever():
    return
    yield


@asynccontextmanager
async def atwice():
    yield
    yield


async def ause(manager):
    async with manager:
        pass


async def aleave(exc_type, exc, tb):
    print("aleave", exc_type and exc_type.__name__)
    await asyncio.sleep(0)


async def astacked(error=None, swallow=()):
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(amanaged("s", swallow)))
        print(stack.enter_context(managed("t")))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.push_async_exit(aleave)
        stack.callback(print, "sync callback")
        if error:
            raise error
        return "body"
    return "swallowed"


async def main():
    await atrial(afailing())
    await atrial(afailing(ValueError("v")))
    await atrial(afailing(ValueError("v"), swallow=ValueError))
    await atrial(afailing(StopAsyncIteration("s")))
    await atrial(ause(anever()))
    await atrial(ause(atwice()))
    await atrial(astacked())
    await atrial(astacked(ValueError("v")))
    await atrial(astacked(ValueError("v"), ValueError))
    async with aclosing(Thing()) as thing:
        print(type(thing).__name__)
    async with nullcontext(1) as one:
        print(one)
    await atrial(AsyncExitStack().enter_async_context(5))
    task = asyncio.create_task(afailing(asyncio.CancelledError()))
    await atrial(task)


asyncio.run(main())


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *info):
        print("stop")
        return False


@Timer()
def work():
    print("work")


work()
print(isinstance(Timer(), AbstractContextManager), isinstance(5, AbstractContextManager))
