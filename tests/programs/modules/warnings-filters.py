# The filter that was added last is asked first.
import sys
import warnings

sys.stderr = sys.stdout


def say():
    for category in (UserWarning, DeprecationWarning, RuntimeWarning, ImportWarning):
        for text in ("coroutine 'f' was never awaited", "Slow callback", "100% (sure)"):
            warnings.warn(text, category)


def attempt(title, *filters):
    print("--", title)
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for options in filters:
            warnings.filterwarnings(**options)
        try:
            say()
        except Warning as error:
            print("raised", repr(error))


everything = {"action": "ignore"}
attempt("nothing")
attempt("ignore", everything)
attempt("one category", everything, {"action": "default", "category": DeprecationWarning})
attempt("text", everything, {"action": "always", "message": "slow"})
attempt("text in the middle", everything, {"action": "always", "message": "slow call.*k$"})
attempt("any text", everything, {"action": "always", "message": ".*was never awaited"})
attempt("text with signs", everything, {"action": "always", "message": r"100% \(sure\)"})
attempt("a line", everything, {"action": "always", "lineno": 11, "category": RuntimeWarning})
attempt("another line", {"action": "ignore", "lineno": 12})
attempt("module", everything, {"action": "always", "module": "__main__", "category": ImportWarning})
attempt("other module", everything, {"action": "always", "module": "main"})
attempt("last wins", everything, {"action": "always", "category": ImportWarning, "append": True})
attempt("error", everything, {"action": "error", "message": "slow", "category": RuntimeWarning})
for action in ("once", "module", "default"):
    attempt(action, {"action": action, "category": UserWarning}, {"action": "ignore", "category": RuntimeWarning})
print(len(warnings.filters), warnings.filters[0][2].__name__)
for wrong in ({"action": "silence"}, {"action": "ignore", "category": int}, {"action": "ignore", "lineno": -1}):
    try:
        warnings.filterwarnings(**wrong)
    except (AssertionError, TypeError) as error:
        print(type(error).__name__, error)
