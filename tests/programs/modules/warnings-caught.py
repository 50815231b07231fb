# catch_warnings puts everything back, and can keep what would be shown.
import sys
import warnings

sys.stderr = sys.stdout


def risky():
    warnings.warn("risky", stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    risky()
    risky()
    warnings.warn("gone soon", DeprecationWarning)
print([(str(one.message), one.category.__name__, one.filename, one.lineno, one.line) for one in caught])
print(caught[0])
print(warnings.formatwarning(caught[0].message, caught[0].category, "program.py", 9), end="")
print(warnings.formatwarning("text", UserWarning, "f.py", 3, line="  x = 1 "), end="")

with warnings.catch_warnings(record=True, action="ignore") as none:
    risky()
print(none)
with warnings.catch_warnings(action="error", category=RuntimeWarning):
    risky()
    try:
        warnings.warn("as an error", RuntimeWarning)
    except RuntimeWarning as error:
        print("caught", error)


def show(message, category, filename, lineno, file=None, line=None):
    print(f"<{category.__name__}: {message}, {filename}:{lineno}>")


with warnings.catch_warnings():
    warnings.showwarning = show
    risky()
risky()
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"{category.__name__}!\n"
risky()
twice = warnings.catch_warnings(record=True)
with twice:
    try:
        twice.__enter__()
    except RuntimeError as error:
        print(error)
try:
    warnings.catch_warnings().__exit__(None, None, None)
except RuntimeError as error:
    print(error)
