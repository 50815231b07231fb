import io
import logging
import sys


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


out = io.StringIO()
logging.basicConfig(stream=out, level=logging.INFO, format="%(levelname)s %(name)s %(funcName)s %(lineno)d %(filename)s %(module)s %(threadName)s: %(message)s")
log = logging.getLogger("app.part")
child = logging.getLogger("app")
log.info("hello %s, %d", "you", 3)
log.debug("not shown")
log.warning("dict %(a)s", {"a": 1})
logging.error("from root")


def function():
    log.error("in function", extra={"user": "me"})
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed %s", 1)
        log.error("with", exc_info=True)


function()
print("".join(line for line in out.getvalue().splitlines(keepends=True) if "^" not in line))
print(log.parent is child, child.parent is logging.root, log, child, logging.getLogger(), logging.getLogger("app.part") is log, log.getChild("x").name)
print(log.getEffectiveLevel(), log.isEnabledFor(logging.DEBUG), log.hasHandlers(), logging.getLevelName(30), logging.getLevelName("INFO"), logging.getLevelName(33))
log.setLevel("DEBUG")
print(log.level, log.isEnabledFor(10), child.isEnabledFor(10))
trial(lambda: log.setLevel("NOPE"))
trial(lambda: log.setLevel(1.5))
trial(lambda: log.log("x", "y"))
trial(lambda: log.info("x", extra={"message": 1}))
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{levelname:>8}|{message}|{user}", style="{", defaults={"user": "nobody"}))
handler.setLevel(logging.WARNING)
log.addHandler(handler)
log.propagate = False
log.info("too low")
log.warning("braces")
log.error("extra", extra={"user": "me"})
log.critical("%s%%", 5)
log.log(35, "between")
handler.setFormatter(logging.Formatter("$levelname $message", style="$"))
log.warning("dollar")
handler.addFilter(lambda record: "secret" not in record.getMessage())
log.warning("secret")
log.warning("open")


class Only(logging.Filter):
    def filter(self, record):
        record.msg = record.msg.upper()
        return True


log.addFilter(Only())
log.warning("loud")
adapter = logging.LoggerAdapter(log, {"user": "adapter"})
handler.setFormatter(logging.Formatter("%(user)s %(message)s"))
adapter.warning("adapted")
handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="time"))
adapter.warning("timed")
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("still")
logging.disable(logging.NOTSET)
logging.addLevelName(5, "TRACE")
log.setLevel(5)
handler.setLevel(5)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log.log(5, "traced")


class Lists(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(self.format(record))


lists = Lists()
child.addHandler(lists)
child.setLevel(logging.DEBUG)
child.debug("kept")
child.info("n %d", 5)
print(lists.seen, handler, lists, child.handlers == [lists])
child.removeHandler(lists)
late = logging.getLogger("a.b.c")
middle = logging.getLogger("a.b")
top = logging.getLogger("a")
print(late.parent.name, middle.parent.name, top.parent.name)
record = logging.LogRecord("n", 20, "path/file.py", 3, "msg %s", ("x",), None)
print(record.getMessage(), record, logging.Formatter().format(record), record.module, record.filename)
logging.basicConfig(force=True, stream=sys.stdout)
logging.warning("basic")
logging.info("hidden")
trial(lambda: logging.basicConfig(force=True, handlers=[], stream=sys.stdout))
trial(lambda: logging.Formatter(style="?"))
print(logging.getLogger("null").addHandler(logging.NullHandler()), logging.CRITICAL > logging.ERROR)
