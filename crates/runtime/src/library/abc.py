"""Abstract classes: those with methods still to be written cannot be instantiated."""


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractproperty(fget):
    return property(abstractmethod(fget))


class ABCMeta(type):
    """Keeps what is abstract, and who counts as a subclass without being one."""

    def __new__(mcls, name, bases, namespace, /, **keywords):
        cls = super().__new__(mcls, name, bases, namespace, **keywords)
        cls._abc_registry = []  # classes that count as subclasses
        cls._abc_children = []
        for base in bases:
            if isinstance(base, ABCMeta):
                base._abc_children.append(cls)
        update_abstractmethods(cls)
        return cls

    def __call__(cls, /, *args, **keywords):
        if cls._abc_missing:
            plural = "s" if len(cls._abc_missing) > 1 else ""
            raise TypeError(
                f"Can't instantiate abstract class {cls.__name__} with abstract method{plural} {', '.join(cls._abc_missing)}"
            )
        return super().__call__(*args, **keywords)

    @property
    def __abstractmethods__(cls):
        return frozenset(cls._abc_missing)

    def register(cls, subclass):
        """Counts `subclass` as a subclass from now on."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        hook = getattr(cls, "__subclasshook__", None)
        answer = NotImplemented if hook is None else hook(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        return any(issubclass(subclass, other) for other in (*cls._abc_registry, *cls._abc_children))


def update_abstractmethods(cls):
    """Finds out anew what is abstract in a class, after methods were added to it."""
    if isinstance(cls, ABCMeta):
        inherited = [method for base in cls.__bases__ for method in getattr(base, "_abc_missing", ())]
        still = [method for method in dict.fromkeys(inherited) if _is_abstract(getattr(cls, method, None))]
        new = [method for method, value in vars(cls).items() if _is_abstract(value)]
        cls._abc_missing = tuple(sorted({*still, *new}))
    return cls


def _is_abstract(value):
    if isinstance(value, property):
        return any(_is_abstract(part) for part in (value.fget, value.fset, value.fdel))
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return getattr(value, "__isabstractmethod__", False)


class ABC(metaclass=ABCMeta):
    """To inherit from, in place of naming the metaclass."""
