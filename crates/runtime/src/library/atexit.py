"""What is called when the program has ended and its threads are over, the last that was registered first."""

import sys

_registered = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    _registered[:] = [entry for entry in _registered if entry[0] != func]


def _ncallbacks():
    return len(_registered)


def _clear():
    _registered.clear()


def _run_exitfuncs():
    while _registered:
        func, args, keywords = _registered.pop()
        try:
            func(*args, **keywords)
        except SystemExit:
            pass
        except BaseException as error:
            from _traceback import uncaught

            print(f"Exception ignored in atexit callback: {func!r}\n{uncaught(error)}", end="", file=sys.stderr)
