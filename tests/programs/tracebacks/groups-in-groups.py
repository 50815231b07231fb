"""Groups in groups: as many as a traceback shows, and one that is too deep."""


def nested(depth):
    error = TypeError("innermost")
    for level in range(depth):
        error = ExceptionGroup(f"level {level}", [ValueError(level), error])
    return error


raise nested(12)
