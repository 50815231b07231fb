import logging
import sys


class Keep(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.kept = []

    def emit(self, record):
        self.kept.append((record.name, record.levelname, record.getMessage()))


root, app, part = logging.getLogger(), logging.getLogger("app"), logging.getLogger("app.part")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("root {message} in {funcName}:{lineno}", style="{"))
root.addHandler(handler)
keep = Keep()
app.addHandler(keep)
app.setLevel(logging.DEBUG)


def work():
    part.info("information")
    part.warning("a warning")


work()
app.propagate = False
part.error("kept only")
print(keep.kept, part.hasHandlers(), part.handlers)
handler.addFilter(lambda record: "secret" not in record.getMessage())
root.error("a secret")
root.error("no se" + "cret?")
root.removeHandler(handler)
print(root.handlers)
