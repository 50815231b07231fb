import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(message)s")
log = logging.getLogger(__name__)


def divide(a, b):
    raise ZeroDivisionError(f"{a} by {b}")


try:
    divide(1, 0)
except ZeroDivisionError:
    log.exception("failed for %d", 1)
    log.error("short")
    log.error("with", exc_info=True)
try:
    raise ValueError("outer") from KeyError("inner")
except ValueError as error:
    log.warning("given", exc_info=error)
log.warning("none", exc_info=True)
