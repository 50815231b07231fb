"""`__import__`: what an import statement calls in CPython."""

from importlib import import_module


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    if level:
        raise ImportError("attempted relative import with no known parent package")
    module = import_module(name)
    for part in fromlist or ():
        if part != "*" and not hasattr(module, part):
            try:
                import_module(f"{name}.{part}")
            except ModuleNotFoundError:
                pass
    return module if fromlist else import_module(name.partition(".")[0])


__import__.__module__ = "builtins"
