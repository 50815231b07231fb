# Groups within groups, a note, and more exceptions than are shown
def fail(n):
    raise ValueError(n)


def gather(*numbers):
    errors = []
    for n in numbers:
        try:
            fail(n)
        except ValueError as error:
            errors.append(error)
    return ExceptionGroup("some failed", errors)


many = gather(*range(17))
many.add_note("all of one kind")
try:
    raise gather(1, 2)
except ExceptionGroup as first:
    raise ExceptionGroup("outer", [many, KeyError("alone"), first]) from None
