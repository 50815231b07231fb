"""Annotations as values, and the names of them all."""

import collections
import collections.abc


def _shown(form):
    if form is ...:
        return "..."
    if form is None:
        return "NoneType"
    if isinstance(form, type) and not hasattr(form, "__origin__"):
        return form.__qualname__ if form.__module__ == "builtins" else f"{form.__module__}.{form.__qualname__}"
    if isinstance(form, (list, tuple)):
        return f"[{', '.join([_shown(part) for part in form])}]"
    return repr(form)


class _Form:
    """An annotation: a name, and what is in its brackets."""

    def __init__(self, name, origin=None, args=()):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == "Optional":
            return _union((*args, type(None)))
        if self._name == "Union":
            return _union(args)
        self._check_count(args)
        return _Form(self._name, self.__origin__ or self, args)

    def _check_count(self, args):
        expected = _COUNTS.get(self._name)
        if expected is None:
            return
        if self.__args__:
            return
        if len(args) != expected:
            what = "many" if len(args) > expected else "few"
            message = f"Too {what} arguments for typing.{self._name}; actual {len(args)}, expected {expected}"
            raise TypeError(message)

    def __call__(self, *args, **keywords):
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **keywords)
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

    def __instancecheck__(self, value):
        if self.__args__ and self._name != "Union":
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return isinstance(value, self.__args__ or self.__origin__)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __eq__(self, other):
        if not isinstance(other, _Form):
            return NotImplemented
        ours, theirs = self.__args__, other.__args__
        if self._name == "Union":
            ours, theirs = set(ours), set(theirs)
        return self._name == other._name and ours == theirs

    def __hash__(self):
        return hash((self._name, frozenset(self.__args__) if self._name == "Union" else repr(self.__args__)))

    def __repr__(self):
        if not self.__args__:
            return f"typing.{self._name}"
        args = self.__args__
        if self._name == "Literal":
            return f"typing.Literal[{', '.join([repr(arg) for arg in args])}]"
        if self._name == "Union" and len(args) == 2 and type(None) in args:
            one = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_shown(one)}]"
        return f"typing.{self._name}[{', '.join([_shown(arg) for arg in args])}]"


# How many parameters those have that take exactly so many.
_COUNTS = {
    name: count
    for count, names in (
        (
            1,
            "List Set FrozenSet Deque Counter AbstractSet Awaitable AsyncIterable AsyncIterator Iterable Iterator "
            "Reversible Container Collection Sequence MutableSequence MutableSet KeysView ValuesView Type "
            "ContextManager AsyncContextManager",
        ),
        (2, "Dict DefaultDict OrderedDict ChainMap Mapping MutableMapping ItemsView AsyncGenerator"),
        (3, "Generator Coroutine"),
    )
    for name in names.split()
}


def _union(parts):
    flat = []
    for part in parts:
        part = type(None) if part is None else part
        for one in part.__args__ if isinstance(part, _Form) and part._name == "Union" else (part,):
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else _Form("Union", Union, tuple(flat))


Union = _Form("Union")
Optional = _Form("Optional")
Any, NoReturn, Never, Self, LiteralString, AnyStr = [
    _Form(name) for name in ("Any", "NoReturn", "Never", "Self", "LiteralString", "AnyStr")
]
ClassVar, Final, Literal, Annotated, Concatenate, TypeAlias, TypeGuard, Required, NotRequired, Unpack = [
    _Form(name)
    for name in (
        "ClassVar",
        "Final",
        "Literal",
        "Annotated",
        "Concatenate",
        "TypeAlias",
        "TypeGuard",
        "Required",
        "NotRequired",
        "Unpack",
    )
]
List, Dict, Set, FrozenSet, Tuple, Type = [
    _Form(name, origin)
    for name, origin in (
        ("List", list),
        ("Dict", dict),
        ("Set", set),
        ("FrozenSet", frozenset),
        ("Tuple", tuple),
        ("Type", type),
    )
]
DefaultDict, OrderedDict, Counter, ChainMap, Deque = [
    _Form(name, getattr(collections, origin))
    for name, origin in (
        ("DefaultDict", "defaultdict"),
        ("OrderedDict", "OrderedDict"),
        ("Counter", "Counter"),
        ("ChainMap", "ChainMap"),
        ("Deque", "deque"),
    )
]
AbstractSet = _Form("AbstractSet", collections.abc.Set)
(
    Awaitable,
    Coroutine,
    AsyncIterable,
    AsyncIterator,
    AsyncGenerator,
    Iterable,
    Iterator,
    Reversible,
    Generator,
    Sized,
    Container,
    Collection,
    Callable,
    Sequence,
    MutableSequence,
    MutableSet,
    Mapping,
    MutableMapping,
    Hashable,
    KeysView,
    ItemsView,
    ValuesView,
    ByteString,
) = [
    _Form(name, getattr(collections.abc, name))
    for name in (
        "Awaitable",
        "Coroutine",
        "AsyncIterable",
        "AsyncIterator",
        "AsyncGenerator",
        "Iterable",
        "Iterator",
        "Reversible",
        "Generator",
        "Sized",
        "Container",
        "Collection",
        "Callable",
        "Sequence",
        "MutableSequence",
        "MutableSet",
        "Mapping",
        "MutableMapping",
        "Hashable",
        "KeysView",
        "ItemsView",
        "ValuesView",
        "ByteString",
    )
]
ContextManager = _Form("ContextManager")
AsyncContextManager = _Form("AsyncContextManager")
Pattern, Match, IO, TextIO, BinaryIO = [_Form(name) for name in ("Pattern", "Match", "IO", "TextIO", "BinaryIO")]
Text = str


class TypeVar:
    """A name for a type not yet known."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._sign = "+" if covariant else "-" if contravariant else "~"

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f"{self._sign}{self.__name__}"


class ParamSpec(TypeVar):
    """A name for the parameters of a function not yet known."""

    @property
    def args(self):
        return _Form(f"{self.__name__}.args")

    @property
    def kwargs(self):
        return _Form(f"{self.__name__}.kwargs")


class TypeVarTuple(TypeVar):
    """A name for several types not yet known."""

    def __iter__(self):
        yield _Form("Unpack", None, (self,))
