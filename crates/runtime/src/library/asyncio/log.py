"""asyncio's logger. The loop's own messages go to it once a program has imported `logging`."""

from logging import getLogger

logger = getLogger("asyncio")


def _error(text, exception):
    logger.error(text, exc_info=False if exception is None else exception)


def _warning(text, exception):
    logger.warning("%s", text)


def _debug(text, exception):
    logger.debug("%s", text)
