import functools


def loud(function):
    @functools.wraps(function)
    def wrapper(*args):
        print("call", function.__name__)
        return function(*args)

    wrapper.calls = 0
    return wrapper


@loud
def double(number):
    """Twice as much."""
    return number * 2


print(double(3), double.__name__, double.__doc__, double.__wrapped__(4), double.calls)
attributes = double.__dict__
double.more = 1
print(attributes["more"], attributes["calls"], double.__dict__ is attributes)
del double.more
attributes["own"] = 2
print("more" in vars(double), double.own, hasattr(double, "more"))
