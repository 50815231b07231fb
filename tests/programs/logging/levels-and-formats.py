import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s|%(name)s|%(message)s")
logging.debug("not shown")
logging.info("shown %d of %s", 1, "many")
log = logging.getLogger("app.part")
log.warning("%(a)s and %(b)s", {"a": 1, "b": 2})
log.setLevel(logging.ERROR)
log.warning("too low")
log.error("high enough")
log.log(45, "own level")
print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), logging.getLevelName(45), logging.getLevelName("INFO"), log, log.parent)
logging.getLogger("app").setLevel("DEBUG")
print(logging.getLogger("app.other").getEffectiveLevel(), logging.getLogger("app") is log.parent)
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("critical")
