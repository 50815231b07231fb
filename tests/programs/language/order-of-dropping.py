# Lists and tuples let go of their items from the end, everything else in order.
import warnings


async def first():
    pass


async def second():
    pass


class Holder:
    pass


def holder():
    holder = Holder()
    holder.first, holder.second = first(), second()
    return holder


def variables():
    one, other = first(), second()


warnings.showwarning = lambda message, *rest: print(" ", str(message).split("'")[1])
warnings.simplefilter("always")
for make in [
    lambda: [first(), second()],
    lambda: (first(), second()),
    lambda: {"first": first(), "second": second()},
    lambda: [[first()], second()],
    holder,
    variables,
]:
    print(make.__name__)
    made = make()
    del made
