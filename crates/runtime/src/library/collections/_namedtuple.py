"""`namedtuple`."""

from _arguments import bind
from keyword import iskeyword


class _Field:
    """One field of a named tuple."""

    def __init__(self, position):
        self._position = position
        self.__doc__ = f"Alias for field number {position}"

    def __get__(self, instance, owner=None):
        return self if instance is None else instance[self._position]

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")


class _NamedTuple(tuple):
    """What all named tuples share. `_fields` and `_field_defaults` say the rest."""

    def __new__(cls, /, *args, **keywords):
        if keywords or len(args) != len(cls._fields):
            args = bind(f"{cls.__name__}.__new__", ("_cls", *cls._fields), cls._field_defaults, (cls, *args), keywords)[1:]
        return tuple.__new__(cls, args)

    @classmethod
    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(values)}")
        return tuple.__new__(cls, values)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, /, **changes):
        result = self._make([changes.pop(name, value) for name, value in zip(self._fields, self)])
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return result

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        fields = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
        return f"{type(self).__name__}({', '.join(fields)})"


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A class of tuples whose items have names too."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = [str(name) for name in field_names]
    if rename:
        field_names = _renamed(field_names)
    _check_names(typename, field_names, rename)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(field_names):
        raise TypeError("Got more default values than field names")
    names = tuple(field_names)
    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "_fields": names,
        "_field_defaults": dict(zip(names[len(names) - len(defaults) :], defaults)),
        "__match_args__": names,
    }
    for position, name in enumerate(names):
        namespace[name] = _Field(position)
    if module is not None:
        namespace["__module__"] = module
    return type(typename, (_NamedTuple,), namespace)


def _renamed(names):
    seen = set()
    renamed = []
    for position, name in enumerate(names):
        bad = not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in seen
        renamed.append(f"_{position}" if bad else name)
        seen.add(name)
    return renamed


def _check_names(typename, names, rename):
    for name in (typename, *names):
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
