import logging, sys, io, logging as L
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
log = logging.getLogger("app.core")
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("{levelname:>8}|{name}|{message}|{funcName}|{lineno}", style="{"))
log.addHandler(h)
log.propagate = False
log.setLevel("DEBUG")
def work(): log.info("in %s", "work")
work()
log.warning("x=%(x)d", {"x": 3})
log.error("bad %d", "notint") if False else None
log.log(25, "level 25")
logging.addLevelName(25, "NOTICE")
log.log(25, "level 25")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(3), logging.getLevelName("NOPE"))
class F(logging.Filter):
    def filter(self, record):
        record.extra = "E"
        return "no" not in record.getMessage()
log.addFilter(F())
log.info("yes")
log.info("no")
h.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="D"))
log.info("dated")
h.setFormatter(logging.Formatter("$message - $extra", style="$"))
log.info("templ")
attempt(lambda: logging.Formatter("{x", style="%"))
attempt(lambda: logging.Formatter("%(x)s", style="{"))
attempt(lambda: logging.Formatter("x", style="z"))
attempt(lambda: log.setLevel("NOPE"))
attempt(lambda: log.setLevel(1.5))
attempt(lambda: log.log("x", "y"))
print(log, logging.getLogger(), h, log.handlers, log.parent, log.getEffectiveLevel(), log.isEnabledFor(10), log.hasHandlers())
child = log.getChild("sub")
print(child, child.name, child.parent is log, child.getEffectiveLevel())
child.info("from child")
ad = logging.LoggerAdapter(log, {"user": "u"})
ad.info("adapted")
class A(logging.LoggerAdapter):
    def process(self, msg, kwargs): return f"[{self.extra['user']}] {msg}", kwargs
A(log, {"user": "bob"}).warning("hi %s", 1)
logging.disable(logging.INFO)
log.info("hidden")
log.warning("shown")
logging.disable(logging.NOTSET)
s = io.StringIO()
h2 = logging.StreamHandler(s)
log.addHandler(h2)
log.info("both", stack_info=False)
print(repr(s.getvalue()))
log.removeHandler(h2)
r = logging.LogRecord("n", 20, "p.py", 5, "m %s", ("a",), None, func="f")
print(r.getMessage(), r.levelname, r.name, r.lineno, r.funcName, r.module, r.filename, r)
print(logging.makeLogRecord({"msg": "q", "levelno": 30, "levelname": "W"}).getMessage())
print(logging.Formatter().format(r), logging.BASIC_FORMAT)
n = logging.NullHandler()
print(n, n.level)
class Mem(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.got = []
    def emit(self, record): self.got.append(self.format(record))
m = Mem()
log.addHandler(m)
log.info("i")
log.error("e")
print(m.got)
class Bad(logging.Handler):
    def emit(self, record):
        try: raise RuntimeError("emit failed")
        except Exception: self.handleError(record)
log.info("extra", extra={"k": 1})
attempt(lambda: log.info("extra", extra={"message": 1}))
print(logging.root.level, logging.WARNING, logging.lastResort)
