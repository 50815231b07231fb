def outer(a, b=1, *args, c: int = 2, **kwargs) -> str:
    def inner():
        nonlocal a
        a += b
        yield a
        return (yield from inner())
    return inner, lambda: (args, c)
