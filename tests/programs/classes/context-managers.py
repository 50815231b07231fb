class Managed:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, error)
        return self.swallow


with Managed("a") as a, Managed("b"):
    print("body", a.name)
with Managed("quiet", swallow=True):
    raise ValueError("swallowed")
try:
    with Managed("outer"):
        with Managed("inner"):
            raise KeyError("passes both")
except KeyError as error:
    print("caught", error)


def leave_early():
    for i in range(3):
        with Managed(i):
            if i == 1:
                return "returned"


print(leave_early())
try:
    with 5:
        pass
except TypeError as error:
    print(error)
with (
    Managed("x") as x,
    Managed("y") as y,
):
    print(x.name + y.name)
