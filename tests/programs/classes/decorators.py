import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("return", result)
        return result
    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@trace
def add(a, b=1):
    """Adds."""
    return a + b


@repeat(2)
@trace
def shout(word):
    return word.upper()


def register(cls):
    registry.append(cls.__name__)
    return cls


registry = []


@register
class Plugin:
    @trace
    def run(self):
        return "ran"

    @staticmethod
    @repeat(3)
    def three():
        return 3


add(1, b=2)
print(add.__name__, add.__doc__)
print(shout("hi"))
print(registry, Plugin.three())


class CountCalls:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def double(x):
    return x * 2


print(double(4), double(5), double.calls)
