"""Importing by name."""

import _types


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        dots = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if dots > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join([*parts[: len(parts) - dots + 1], *[part for part in (name[dots:],) if part]])
    return _types.import_module(name)


def invalidate_caches():
    pass
