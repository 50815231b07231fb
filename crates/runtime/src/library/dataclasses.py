"""Classes made from their annotations."""

from _arguments import bind
from abc import update_abstractmethods
from copy import deepcopy


class FrozenInstanceError(AttributeError):
    """A frozen instance was to be changed."""


class _Marker:
    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


MISSING = _Marker("<dataclasses._MISSING_TYPE object>")
KW_ONLY = _Marker("<dataclasses._KW_ONLY_TYPE object>")
_FIELD, _CLASS_VARIABLE, _INIT_ONLY = "field", "class variable", "init only"
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """The type of what only `__init__` and `__post_init__` see."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', self.type)}]"


class Field:
    """What is known of one field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._field_type = None

    def has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    def __repr__(self):
        shown = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        return f"Field({','.join([f'{name}={getattr(self, name)!r}' for name in shown])},_field_type={self._field_type})"


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Params:
    """How `dataclass` was called."""

    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    params = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    if cls is None:
        return lambda cls: _with_slots(_process(cls, params, match_args, kw_only), slots, weakref_slot)
    return _with_slots(_process(cls, params, match_args, kw_only), slots, weakref_slot)


def _with_slots(cls, slots, weakref_slot):
    """The class itself, or one like it whose instances have their fields and nothing else."""
    if not slots:
        if weakref_slot:
            raise TypeError("weakref_slot is True but slots is False")
        return cls
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = [one.name for one in fields(cls)]
    inherited = {name for base in cls.__mro__[1:] for name in _slots_of(base)}
    wanted = [*names, "__weakref__"] if weakref_slot else names
    body = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    body["__slots__"] = tuple([name for name in wanted if name not in inherited])
    body.update(__qualname__=cls.__qualname__, __module__=cls.__module__)
    new = type(cls)(cls.__name__, cls.__bases__, body)
    if getattr(cls, _PARAMS).frozen and "__getstate__" not in body:
        new.__getstate__ = lambda self: [getattr(self, one.name) for one in fields(self)]
        new.__setstate__ = _set_state
    return new


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else slots


def _set_state(self, state):
    for one, value in zip(fields(self), state):
        object.__setattr__(self, one.name, value)


def _process(cls, params, match_args, kw_only):
    found = _inherited(cls, params) | {one.name: one for one in _own_fields(cls, kw_only)}
    setattr(cls, _PARAMS, params)
    setattr(cls, _FIELDS, found)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    settable = [one for one in found.values() if one._field_type is not _CLASS_VARIABLE]
    real = [one for one in settable if one._field_type is _FIELD]
    if params.init:
        _set(cls, "__init__", _make_init(cls, settable, params.frozen))
    compared = [one.name for one in real if one.compare]
    if params.repr:
        _set(cls, "__repr__", _make_repr([one.name for one in real if one.repr]))
    if params.eq:
        _set(cls, "__eq__", _make_comparison(compared, lambda ours, theirs: ours == theirs))
    if params.order:
        _add_order(cls, compared)
    if params.frozen:
        _freeze(cls, [one.name for one in real])
    _decide_hash(cls, params, [one.name for one in real if (one.compare if one.hash is None else one.hash)])
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in settable if one.init and not one.kw_only])
    if cls.__doc__ is None:
        cls.__doc__ = f"{cls.__name__}({', '.join([_signature_part(one) for one in settable if one.init])})"
    return update_abstractmethods(cls)


def _inherited(cls, params):
    """The fields of all bases; of those with the same name the one that is looked up first."""
    found = {}
    for base in reversed(cls.__mro__[1:]):
        if _FIELDS in base.__dict__:
            found |= base.__dict__[_FIELDS]
            if getattr(base, _PARAMS).frozen != params.frozen:
                kinds = ("frozen", "non-frozen") if params.frozen else ("non-frozen", "frozen")
                raise TypeError(f"cannot inherit {kinds[0]} dataclass from a {kinds[1]} one")
    return found


def _signature_part(one):
    kind = one.type
    if isinstance(kind, type):
        shown = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    else:
        shown = repr(kind).replace("typing.", "")
    if one.default_factory is not MISSING:
        return f"{one.name}: {shown} = <factory>"
    return f"{one.name}: {shown}" + ("" if one.default is MISSING else f" = {one.default!r}")


def _set(cls, name, method):
    """Adds a method, unless the class has its own."""
    if name not in cls.__dict__:
        method.__name__ = name
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)


def _own_fields(cls, kw_only):
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    for name, annotation in annotations.items():
        if annotation is KW_ONLY:
            kw_only = True
        else:
            own.append(_own_field(cls, name, annotation, kw_only))
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return own


def _own_field(cls, name, annotation, kw_only):
    """The field for one annotation. What the class keeps under its name is the default, or nothing."""
    given = getattr(cls, name, MISSING)
    one = given if isinstance(given, Field) else field(default=given)
    one.name, one.type, one._field_type = name, annotation, _kind_of(annotation)
    one.kw_only = kw_only if one.kw_only is MISSING else one.kw_only
    if one is given and one.default is MISSING:
        delattr(cls, name)
    elif one is given:
        setattr(cls, name, one.default)
    if one._field_type is _FIELD and one.default is not MISSING and type(one.default).__hash__ is None:
        raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
    if one._field_type is not _FIELD and one.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    return one


def _kind_of(annotation):
    text = annotation if isinstance(annotation, str) else repr(annotation)
    if text.startswith(("typing.ClassVar", "ClassVar")):
        return _CLASS_VARIABLE
    if annotation is InitVar or text.startswith(("dataclasses.InitVar", "InitVar")):
        return _INIT_ONLY
    return _FIELD


def _make_init(cls, settable, frozen):
    positional = [one for one in settable if one.init and not one.kw_only]
    keyword_only = [one for one in settable if one.init and one.kw_only]
    seen_default = False
    for one in positional:
        if one.has_default():
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {one.name!r} follows default argument")
    names = ("self", *[one.name for one in positional])
    keyword_names = tuple([one.name for one in keyword_only])
    defaults = {
        one.name: one.default if one.default_factory is MISSING else MISSING
        for one in (*positional, *keyword_only)
        if one.has_default()
    }
    taken = [*positional, *keyword_only]
    made = [one for one in settable if not one.init and one.has_default() and one.default_factory is not MISSING]
    only_for_init = [index for index, one in enumerate(taken) if one._field_type is _INIT_ONLY]
    function = f"{cls.__qualname__}.__init__"
    assign = object.__setattr__ if frozen else setattr

    def __init__(self, /, *args, **keywords):
        if keywords or len(args) != len(taken):
            args = bind(function, names, defaults, (self, *args), keywords, keyword_names)[1:]
        values = list(args)
        for index, one in enumerate(taken):
            if values[index] is MISSING:
                values[index] = one.default_factory()
            if one._field_type is _FIELD:
                assign(self, one.name, values[index])
        for one in made:
            assign(self, one.name, one.default_factory())
        if hasattr(self, "__post_init__"):
            self.__post_init__(*[values[index] for index in only_for_init])

    if keyword_only:
        return _taking_at_most(__init__, function, names, defaults)
    return __init__


def _taking_at_most(init, function, names, defaults):
    """The same, for fields among which some can only be given by name."""

    def __init__(self, /, *args, **keywords):
        if len(args) >= len(names):
            bind(function, names, defaults, (self, *args), {})
        init(self, *args, **keywords)

    return __init__


def _make_repr(names):
    running = []  # the instances being shown, by identity, for those that contain themselves

    def __repr__(self):
        if id(self) in running:
            return "..."
        running.append(id(self))
        try:
            shown = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            running.pop()
        return f"{type(self).__qualname__}({', '.join(shown)})"

    __repr__._of_dataclass = True  # `pprint` breaks those into lines, and no others
    return __repr__


def _make_comparison(names, holds):
    def compare(self, other):
        if type(other) is not type(self):
            return NotImplemented
        ours = tuple([getattr(self, name) for name in names])
        return holds(ours, tuple([getattr(other, name) for name in names]))

    return compare


def _add_order(cls, names):
    for method, holds in (
        ("__lt__", lambda ours, theirs: ours < theirs),
        ("__le__", lambda ours, theirs: ours <= theirs),
        ("__gt__", lambda ours, theirs: ours > theirs),
        ("__ge__", lambda ours, theirs: ours >= theirs),
    ):
        if method in cls.__dict__:
            raise TypeError(
                f"Cannot overwrite attribute {method} in class {cls.__name__}. Consider using functools.total_ordering"
            )
        _set(cls, method, _make_comparison(names, holds))


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if method.__name__ in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
        _set(cls, method.__name__, method)


def _decide_hash(cls, params, names):
    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    # A class with its own __eq__ has had its hash set to None by Python: that does not count as having one.
    own = cls.__dict__.get("__hash__", MISSING)
    has_own = own is not MISSING and not (own is None and "__eq__" in cls.__dict__)
    if params.unsafe_hash:
        if has_own:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = __hash__
    elif params.eq and params.frozen:
        if not has_own:
            cls.__hash__ = __hash__
    elif params.eq and not has_own:
        cls.__hash__ = None


def fields(class_or_instance):
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([one for one in found.values() if one._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfold(obj, lambda one: dict_factory([(name, value) for name, value in one]))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfold(obj, lambda one: tuple_factory([value for _, value in one]))


def _unfold(obj, fold):
    """Copies, with each instance of a data class replaced by what `fold` makes of its (name, value) pairs."""
    if _is_instance(obj):
        return fold([(one.name, _unfold(getattr(obj, one.name), fold)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_unfold(item, fold) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_unfold(item, fold) for item in obj])
    if isinstance(obj, dict):
        return type(obj)([(_unfold(key, fold), _unfold(value, fold)) for key, value in obj.items()])
    return deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for name, one in getattr(obj, _FIELDS).items():
        is_given = name in changes
        if one._field_type is _CLASS_VARIABLE or is_given == bool(one.init):
            continue  # given, or not, as it should be
        if is_given:
            raise ValueError(f"field {name} is declared with init=False, it cannot be specified with replace()")
        if one._field_type is _INIT_ONLY and one.default is MISSING:
            raise ValueError(f"InitVar {name!r} must be specified with replace()")
        changes[name] = getattr(obj, name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        name, annotation, *default = (item, "typing.Any") if isinstance(item, str) else item
        annotations[name] = annotation
        if default:
            body[name] = default[0]
    body["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, body), **options)
