#!/usr/bin/env python3
"""Prints the public names of CPython's standard library, for tests/recorded/names.txt (`cargo xtask record --names` writes it).

A module is a line; its names follow, each on a line of its own after a space. What is public is what `from module import *` gives,
less modules. A module that cannot be imported here, since it belongs to another operating system, has no names.
"""

import importlib
import inspect
import pkgutil
import platform
import sys
import warnings

# Modules whose parts are no business of programs: what they hold is in the package itself, or is for the installation.
WITHOUT_PARTS = {"asyncio", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "turtledemo", "unittest", "venv", "distutils"}
NOT_IMPORTED = {"antigravity", "this", "idlelib", "turtledemo"}  # they do something when imported


def modules():
    """The public modules of the standard library, and the parts of its packages one level down."""
    found = [name for name in sys.stdlib_module_names if not name.startswith("_")]
    for name in list(found):
        if name in WITHOUT_PARTS or (package := imported(name)) is None:
            continue
        for part in pkgutil.iter_modules(getattr(package, "__path__", [])):
            if not part.name.startswith("_") and part.name not in ("tests", "test"):
                found.append(f"{name}.{part.name}")
    return sorted(found + ["os.path"])


def imported(name):
    if name in NOT_IMPORTED:
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def public_names(module):
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return sorted(name for name in set(names) if not inspect.ismodule(getattr(module, name, None)))


def main():
    warnings.simplefilter("ignore")  # deprecated modules are modules too
    print(f"# Public names of the library of CPython {platform.python_version()}")
    for name in modules():
        print(name)
        module = imported(name)
        names = public_names(module) if module is not None else []
        print(*(f" {name}" for name in names), sep="\n", end="\n" if names else "")


if __name__ == "__main__":
    main()
