def documented(a, b=1, *args, c, d=2, **kwargs):
    """Says what it does."""
    return a, b, args, c, d, kwargs


print(documented.__name__, documented.__doc__, documented.__defaults__, documented.__kwdefaults__)
print(documented(1, c=3))
print(callable(documented), callable(5), callable(len), callable(int))


def annotated(x: int, y: "text" = "a") -> float:
    z: int = 5
    return x


print(annotated.__annotations__, annotated("any type"))
same = documented
print(same is documented, same == annotated, same.__name__)


def make():
    def inner():
        pass
    return inner


print(make() == make(), make().__qualname__, make().__name__)
print((lambda: 0).__qualname__)
print(len.__name__, str.upper.__name__, "".join.__name__)
