#!/usr/bin/env python3
"""Prints the public names of CPython's standard library, for tests/recorded/names.txt (`cargo xtask record --names` writes it).

A module is a line; its names follow, each on a line of its own after a space. What is public is what `from module import *` gives;
of modules, only those that are parts of the package. The public members of a class follow it, each after two spaces: all that its
objects have, inherited or not, less what they have from a builtin class. A module that cannot be imported here, since it belongs to another operating system, has no names.
"""

import importlib
import inspect
import pkgutil
import platform
import sys
import warnings

# Modules whose parts are no business of programs: what they hold is in the package itself, or is for the installation.
WITHOUT_PARTS = {"asyncio", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "turtledemo", "unittest", "venv", "distutils"}
# Packages whose classes are listed without members: nothing of them is here, and they are many.
WITHOUT_MEMBERS = {"tkinter", "turtle", "idlelib", "lib2to3", "distutils", "mailbox", "xml", "xmlrpc", "unittest", "ctypes"}
# Names that begin with an underscore, and are documented all the same.
DOCUMENTED = {"sys": {"_getframe", "_current_frames", "_current_exceptions", "_xoptions"}, "os": {"_exit"}}
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
    names = {name for name in names if not inspect.ismodule(getattr(module, name, None))}
    parts = {name for name, value in vars(module).items() if is_part(module, name, value)}
    return sorted(names | parts | DOCUMENTED.get(module.__name__, set()))


def is_part(package, name, value):
    return inspect.ismodule(value) and value.__name__ == f"{package.__name__}.{name}" and not name.startswith("_")


def members(value):
    """What objects of a class have beside what the builtin classes below it have; nothing of what is no class."""
    if not inspect.isclass(value):
        return []
    below = {name for base in value.__mro__[1:] if base.__module__ == "builtins" for name in dir(base)}
    return sorted(name for name in set(dir(value)) - below if not name.startswith("_"))


def main():
    warnings.simplefilter("ignore")  # deprecated modules are modules too
    print(f"# Public names of the library of CPython {platform.python_version()}")
    for name in modules():
        print(name)
        module = imported(name)
        for public in public_names(module) if module is not None else ():
            print(f" {public}")
            for member in () if name.split(".")[0] in WITHOUT_MEMBERS else members(getattr(module, public, None)):
                print(f"  {member}")


if __name__ == "__main__":
    main()
