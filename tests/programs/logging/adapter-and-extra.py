import logging
import sys

log = logging.getLogger("shop")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(user)s %(message)s"))
log.addHandler(handler)
log.warning("bought %s", "tea", extra={"user": "ann"})
adapter = logging.LoggerAdapter(log, {"user": "bob"})
adapter.warning("sold it")


class Numbered(logging.LoggerAdapter):
    count = 0

    def process(self, message, keywords):
        self.count += 1
        return f"{self.count}: {message}", {"extra": self.extra}


numbered = Numbered(log, {"user": "eve"})
numbered.error("first")
numbered.error("second")
child = log.getChild("till")
print(child.name, child.level, child.propagate, logging.getLogger("shop.till") is child)
