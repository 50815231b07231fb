"""Only a place for `concurrent.futures`."""

_is_used = False  # asyncio uses it, and whoever imports that has it


def __getattr__(name):
    if name != "futures" or not _is_used:
        raise AttributeError(f"module 'concurrent' has no attribute {name!r}")
    import concurrent.futures

    return concurrent.futures
