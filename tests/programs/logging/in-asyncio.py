import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(threadName)s %(name)s %(levelname)s %(message)s")
log = logging.getLogger("work")


async def work(name, delay):
    log.info("%s begins", name)
    await asyncio.sleep(delay)
    if name == "b":
        raise ValueError(name)
    log.info("%s ends", name)


async def main():
    results = await asyncio.gather(work("a", 0.2), work("b", 0.1), return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            log.error("failed: %r", result)


asyncio.run(main())
