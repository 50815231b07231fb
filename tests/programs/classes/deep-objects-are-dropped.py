# Chains of objects, methods, properties and classes go without a word, however long they are.
import types

LENGTH = 50_000


class Step:
    def __init__(self, then):
        self.then = then

    def run(self):
        return self.then()


def attributes(last):
    return Step(last)


def methods(last):
    return Step(last).run


def methods_of_functions(last):
    return types.MethodType(last, last)


def dictionaries(last):
    step = Step(last)
    vars(step)
    return step


def properties(last):
    return property(last)


def classes(last):
    return type("Kept", (), {"last": last})()


def errors(last):
    error = ValueError(last)
    error.__cause__ = last
    return error


for chain in [attributes, methods, methods_of_functions, dictionaries, properties, classes, errors]:
    last = None if chain is errors else print
    for _ in range(5_000 if chain is classes else LENGTH):
        last = chain(last)
    del last
    print(chain.__name__, "are dropped")
