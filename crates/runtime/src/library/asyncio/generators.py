"""Closing the asynchronous generators that a program has left unfinished: what a loop's finalizer hook and `shutdown_asyncgens` do."""


async def close_generator(generator):
    await generator.aclose()


def close_later(loop, generator):
    loop.call_soon_threadsafe(loop.create_task, close_generator(generator))


async def shutdown_asyncgens(loop):
    from asyncio.tasks import gather

    open_generators = loop._open_generators()
    if not open_generators:
        return
    results = await gather(*[generator.aclose() for generator in open_generators], return_exceptions=True)
    for generator, result in zip(open_generators, results):
        if isinstance(result, Exception):
            loop.call_exception_handler({
                "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                "exception": result,
                "asyncgen": generator,
            })


async def shutdown_default_executor(loop):
    executor = loop._take_executor()
    if executor is None:
        return
    from asyncio.threads import wait_for_executor

    await wait_for_executor(loop, executor)


for _function in (shutdown_asyncgens, shutdown_default_executor):
    _function.__qualname__ = f"BaseEventLoop.{_function.__name__}"
