"""The names of annotations. They can be written, subscripted, joined by | and shown; nothing is checked.

`NamedTuple`, `TypedDict` and `Protocol` make classes that work; protocols marked as checkable at run time compare by their methods.
"""

from abc import ABCMeta, abstractmethod
from collections import namedtuple
from typing._forms import (
    AbstractSet,
    Annotated,
    Any,
    AnyStr,
    AsyncContextManager,
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    BinaryIO,
    ByteString,
    Callable,
    ChainMap,
    ClassVar,
    Collection,
    Concatenate,
    Container,
    ContextManager,
    Coroutine,
    Counter,
    DefaultDict,
    Deque,
    Dict,
    Final,
    FrozenSet,
    Generator,
    Hashable,
    IO,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    List,
    Literal,
    LiteralString,
    Mapping,
    Match,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Never,
    NoReturn,
    NotRequired,
    Optional,
    OrderedDict,
    ParamSpec,
    Pattern,
    Required,
    Reversible,
    Self,
    Sequence,
    Set,
    Sized,
    Text,
    TextIO,
    Tuple,
    Type,
    TypeAlias,
    TypeGuard,
    TypeVar,
    TypeVarTuple,
    Union,
    Unpack,
    ValuesView,
    _union,
)

TYPE_CHECKING = False


class Generic:
    """To inherit from; `C[int]` is `C`."""

    def __class_getitem__(cls, args):
        return cls


class _ProtocolMeta(ABCMeta):
    """Compares instances by the members that a protocol names, if it says so."""

    def __instancecheck__(cls, value):
        members = cls.__dict__.get("_runtime_members")
        if members is not None:
            return all(hasattr(value, name) for name in members)
        if cls.__dict__.get("_is_protocol"):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        return super().__instancecheck__(value)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """To inherit from: a class that stands for all with the same members."""

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    ignored = ("_is_protocol", "_abc_registry", "_abc_children", "_abc_missing")
    names = [name for name in cls.__dict__ if not name.startswith("__") or callable(cls.__dict__[name])]
    cls._runtime_members = [name for name in names if name not in ignored and name not in ("__init__", "__init_subclass__")]
    cls._runtime_members += [name for name in cls.__dict__.get("__annotations__", {})]
    return cls


class _NamedTupleMeta(type):
    """Makes a named tuple of a class with annotations."""

    def __new__(mcls, name, bases, namespace):
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        annotations = namespace.get("__annotations__", {})
        defaults = []
        for field in annotations:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field"
                    f"{'s' if len(defaults) > 1 else ''} {', '.join([known for known in annotations if known in namespace])}"
                )
        cls = namedtuple(name, list(annotations), defaults=defaults, module=namespace.get("__module__"))
        cls.__annotations__ = annotations
        for key, value in namespace.items():
            if key not in annotations and key not in ("__module__", "__annotations__", "__classcell__"):
                setattr(cls, key, value)
        return cls


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass


class _NamedTupleForm:
    """`class P(NamedTuple): x: int`, or `NamedTuple("P", [("x", int)])`."""

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __call__(self, typename, fields=(), /):
        cls = namedtuple(typename, [name for name, _ in fields])
        cls.__annotations__ = dict(fields)
        return cls


class _TypedDictMeta(type):
    """Makes classes that are called to make a plain dict."""

    def __new__(mcls, name, bases, namespace, total=True):
        cls = super().__new__(mcls, name, (dict,), namespace)
        inherited = {}
        for base in bases:
            inherited.update(getattr(base, "__annotations__", {}))
        cls.__annotations__ = inherited | namespace.get("__annotations__", {})
        cls.__total__ = total
        return cls

    def __init__(cls, name, bases, namespace, total=True):
        pass

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)


class _TypedDictBase(dict, metaclass=_TypedDictMeta):
    pass


class _TypedDictForm:
    """`class P(TypedDict): x: int`, or `TypedDict("P", {"x": int})`."""

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __call__(self, typename, fields, /, *, total=True):
        return _TypedDictMeta(typename, (_TypedDictBase,), {"__annotations__": dict(fields)}, total=total)


NamedTuple = _NamedTupleForm()
TypedDict = _TypedDictForm()


class NewType:
    """A name for a type that is another one at run time."""

    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __or__(self, other):
        return _union((self, other))

    def __repr__(self):
        return f"{getattr(self, '__module__', '__main__')}.{self.__name__}"


class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self):
        pass


class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self):
        pass


class SupportsAbs(Protocol):
    @abstractmethod
    def __abs__(self):
        pass


class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self):
        pass


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def overload(func):
    def refuse(*args, **keywords):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
            "should always be followed by an implementation that is not @overload-ed."
        )

    return refuse


def final(f):
    return f


def no_type_check(arg):
    return arg


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations as they stand: those written as text stay text."""
    if not isinstance(obj, type):
        return dict(getattr(obj, "__annotations__", {}))
    hints = {}
    for cls in reversed(obj.__mro__):
        hints.update(cls.__dict__.get("__annotations__", {}))
    return hints


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return tuple(getattr(tp, "__args__", ()))
