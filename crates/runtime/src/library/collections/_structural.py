"""Classes that others belong to by having certain methods."""

from abc import ABCMeta, abstractmethod
from _types import GenericAlias


def _has(cls, *methods):
    """True if the class has all the methods, none of them set to None; otherwise others may say."""
    for method in methods:
        for ancestor in cls.__mro__:
            if method in ancestor.__dict__:
                if ancestor.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class _Structural(metaclass=ABCMeta):
    """Anything with the methods in `_methods` is an instance, of the class that says so itself."""

    _methods = ()

    @classmethod
    def __subclasshook__(cls, other):
        return _has(other, *cls._methods) if cls.__dict__.get("_methods") else NotImplemented


def _abstract():
    """A method still to be written."""

    def method(self, *args):
        raise NotImplementedError

    return abstractmethod(method)


class Hashable(_Structural):
    _methods = ("__hash__",)
    __hash__ = _abstract()


class Awaitable(_Structural):
    _methods = ("__await__",)
    __await__ = _abstract()
    __class_getitem__ = classmethod(GenericAlias)


class Coroutine(Awaitable):
    _methods = ("__await__", "send", "throw", "close")
    send = _abstract()
    throw = _abstract()


class AsyncIterable(_Structural):
    _methods = ("__aiter__",)
    __aiter__ = _abstract()
    __class_getitem__ = classmethod(GenericAlias)


class AsyncIterator(AsyncIterable):
    _methods = ("__anext__", "__aiter__")
    __anext__ = _abstract()

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _methods = ("__aiter__", "__anext__", "asend", "athrow", "aclose")
    asend = _abstract()
    athrow = _abstract()


class Iterable(_Structural):
    _methods = ("__iter__",)
    __iter__ = _abstract()
    __class_getitem__ = classmethod(GenericAlias)


class Iterator(Iterable):
    _methods = ("__iter__", "__next__")
    __next__ = _abstract()

    def __iter__(self):
        return self


class Reversible(Iterable):
    _methods = ("__reversed__", "__iter__")
    __reversed__ = _abstract()


class Generator(Iterator):
    _methods = ("__iter__", "__next__", "send", "throw", "close")
    send = _abstract()
    throw = _abstract()

    def __next__(self):
        return self.send(None)


class Sized(_Structural):
    _methods = ("__len__",)
    __len__ = _abstract()


class Container(_Structural):
    _methods = ("__contains__",)
    __contains__ = _abstract()
    __class_getitem__ = classmethod(GenericAlias)


class Collection(Sized, Iterable, Container):
    _methods = ("__len__", "__iter__", "__contains__")


class Callable(_Structural):
    _methods = ("__call__",)
    __call__ = _abstract()

    def __class_getitem__(cls, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        return GenericAlias(cls, args)


# They are shown as what `collections.abc` has.
for _class in list(globals().values()):
    if isinstance(_class, ABCMeta) and _class is not _Structural:
        _class.__module__ = "collections.abc"
