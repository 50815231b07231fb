"""The class of enumerations: makes members of what a class body holds."""

from operator import and_, invert, or_, xor
from types import FunctionType, MappingProxyType

_Property = property  # the built-in one; the name is taken below

_METHODS_OF_ENUM = ("__repr__", "__str__", "__format__")
KEEP, STRICT, CONFORM, EJECT = "keep", "strict", "conform", "eject"  # what a flag does with unknown bits


class _Later:
    """In a class body: what will have a value once the class is made, or an expression of such."""

    def __init__(self, operation, *operands):
        self._operation = operation
        self._operands = operands

    def resolve(self):
        return self._operation(*[part.resolve() if isinstance(part, _Later) else part for part in self._operands])

    def __or__(self, other):
        return _Later(or_, self, other)

    def __and__(self, other):
        return _Later(and_, self, other)

    def __xor__(self, other):
        return _Later(xor, self, other)

    def __invert__(self):
        return _Later(invert, self)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class auto(_Later):
    """In a class body: a value of the enumeration's own choice."""

    def __init__(self, value=None):
        self.value = value

    def resolve(self):
        return self.value

    def __repr__(self):
        return f"auto({self.value!r})"


class member:
    """In a class body: makes a member of what would not be one."""

    def __init__(self, value):
        self.value = value


class property:
    """A property of members, whose name a member may have too."""

    def __init__(self, fget=None, fset=None):
        self.fget = fget
        self.fset = fset
        self.__doc__ = getattr(fget, "__doc__", None)

    def setter(self, fset):
        return property(self.fget, fset)

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        """Of the class it is the member of that name, if there is one."""
        if instance is None and self.name not in owner._member_map_:
            raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
        return owner._member_map_[self.name] if instance is None else self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)


class nonmember:
    """In a class body: keeps a value as it is."""

    def __init__(self, value):
        self.value = value


def _is_special(name):
    """`__x__` and `_x_` mean something to Python or to enumerations."""
    return len(name) > 2 and name[0] == name[-1] == "_"


def _is_member(class_name, name, value):
    if isinstance(value, (member, _Later)):
        return True
    if isinstance(value, nonmember) or _is_special(name) or name.startswith(f"_{class_name}__"):
        return False
    if isinstance(value, (FunctionType, classmethod, staticmethod, _Property)):
        return False
    return not (hasattr(type(value), "__get__") or hasattr(type(value), "__set__"))


def _makes_instances(cls):
    # Dates and times are immutable in CPython, and have a `__new__` there.
    return "__new__" in cls.__dict__ or "__dataclass_fields__" in cls.__dict__ or cls.__module__ == "datetime"


def _data_type(bases):
    """The type that members are besides: that of an enumeration among the bases, or a base that makes its own instances."""
    for base in bases:
        if isinstance(base, EnumType):
            found = base._member_type_
        else:
            makers = [one for one in base.__mro__[:-1] if _makes_instances(one)]
            found = base if makers else object
        if found is not object:
            return found
    return object


class EnumType(type):
    """Makes the class's members, and lets the class be called, indexed and looped over."""

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **keywords):
        enums = [base for base in bases if isinstance(base, EnumType)]
        for base in enums:
            if base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        taken = [key for key, value in namespace.items() if _is_member(name, key, value)]
        ignored = namespace.get("_ignore_", ())
        ignored = ignored.replace(",", " ").split() if isinstance(ignored, str) else ignored
        taken = [key for key in taken if key not in ignored] if enums else []
        if "mro" in taken:
            raise ValueError("invalid enum member name(s) 'mro'")
        body = {}
        for key, value in namespace.items():
            if key not in taken and key not in ignored:
                body[key] = value.value if isinstance(value, nonmember) else value
        cls = super().__new__(metacls, name, bases, body, **keywords)
        type.__setattr__(cls, "_member_names_", [])
        type.__setattr__(cls, "_member_map_", {})
        type.__setattr__(cls, "_member_type_", _data_type(bases))
        type.__setattr__(cls, "_boundary_", boundary or getattr(cls, "_boundary_", None))
        type.__setattr__(cls, "_composites_", {})
        type.__setattr__(cls, "_is_flag_", boundary is not None or getattr(cls, "_is_flag_", False))
        if enums:
            if any([base.__name__ == "ReprEnum" and base.__module__.startswith("enum") for base in bases]):
                cls._print_as_value(body)
            cls._prefer_methods_of(enums[-1], body)
            cls._make_members(name, {key: namespace[key] for key in taken})
        return cls

    def __init__(cls, name, bases, namespace, *, boundary=None, _simple=False, **keywords):
        pass

    def _print_as_value(cls, body):
        """Members of a `ReprEnum` are printed as their data type prints them."""
        data_type = cls._member_type_
        if data_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        if "__str__" not in body:
            type.__setattr__(cls, "__str__", lambda self: str(self._value_))
        if "__format__" not in body:
            type.__setattr__(cls, "__format__", lambda self, spec: format(self._value_, spec) if spec else str(self))

    def _prefer_methods_of(cls, enum, body):
        """A member is shown as one, also where its data type comes first among the bases."""
        for method in _METHODS_OF_ENUM:
            owner = next(ancestor for ancestor in cls.__mro__ if method in ancestor.__dict__)
            if method not in body and owner in cls._member_type_.__mro__:
                type.__setattr__(cls, method, getattr(enum, method))

    def _make_members(cls, class_name, values):
        before = []
        for name, value in values.items():
            count = len(before)
            value = cls._without_auto(name, value.value if isinstance(value, member) else value, before)
            if len(before) == count:
                before.append(value)
            cls._add(name, value)

    def _without_auto(cls, name, value, before):
        def choose(part):
            if isinstance(part, auto):
                if part.value is None:
                    part.value = cls._generate_next_value_(name, 1, len(cls._member_map_), before[:])
                before.append(part.value)
            return part.resolve() if isinstance(part, _Later) else part

        if type(value) is tuple and any(isinstance(part, _Later) for part in value):
            return tuple([choose(part) for part in value])
        return choose(value)

    def _add(cls, name, value):
        new = cls._new_member(value)
        new._name_, new._sort_order_, new.__objclass__ = name, len(cls._member_names_), cls
        new.__init__(*(value if isinstance(value, tuple) else (value,)))
        known = cls._member_of(new._value_)
        if known is None and cls._is_canonical(new._value_):
            cls._member_names_.append(name)
        cls._member_map_[name] = new if known is None else known
        hidden = next((one.__dict__[name] for one in cls.__mro__ if name in one.__dict__), None)
        if isinstance(hidden, property):
            # Of the class it is the member, of a member what the property gives.
            redirect = property(hidden.fget, hidden.fset)
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        else:
            type.__setattr__(cls, name, cls._member_map_[name])

    def _member_of(cls, value):
        for other in cls._member_map_.values():
            if other._value_ == value:
                return other
        return None

    def _is_canonical(cls, value):
        """Of flags only single bits count as members to loop over; the others have names, no more."""
        return not cls._is_flag_ or (value > 0 and value & (value - 1) == 0)

    def _new_member(cls, value):
        data_type = cls._member_type_
        args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
        make = next((a.__dict__["__new__"] for a in cls.__mro__ if "__new__" in a.__dict__ and a is not object), None)
        make = getattr(make, "__func__", make)
        if make is None or make is getattr(data_type.__dict__.get("__new__"), "__func__", data_type.__dict__.get("__new__")):
            new = object.__new__(cls) if data_type is object else data_type.__new__(cls, *args)
        else:
            new = make(cls, *args)
        if not hasattr(new, "_value_"):
            new._value_ = value if data_type is object else data_type(*args)
        return new

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._find(value)
        return cls._from_names(value, names, module, qualname, type, start, boundary)

    def _find(cls, value):
        found = value if type(value) is cls else cls._member_of(value)
        if found is not None:
            return found
        if not cls._member_map_ and not cls._is_flag_:
            raise TypeError(f"{cls!r} has no members")
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")

    def _from_names(cls, class_name, names, module, qualname, mixin, start, boundary):
        """An enumeration from a list of names, or of names with values."""
        names = names.replace(",", " ").split() if isinstance(names, str) else names
        body, values = {}, []
        for item in names.items() if isinstance(names, dict) else names:
            if isinstance(item, str):
                item = item, cls._generate_next_value_(item, start, len(values), values[:])
            values.append(item[1])
            body[item[0]] = item[1]
        for name, text in (("__module__", module), ("__qualname__", qualname)):
            if text is not None:
                body[name] = text
        bases = (cls,) if mixin is None else (mixin, cls)
        return type(cls)(class_name, bases, body, boundary=boundary)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        if not isinstance(type(value), EnumType):
            kinds = f"{type(value).__qualname__!r} and {type(cls).__qualname__!r}"
            raise TypeError(f"unsupported operand type(s) for 'in': {kinds}")
        return isinstance(value, cls) and value._name_ in cls._member_map_

    @_Property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __getattr__(cls, name):
        raise AttributeError(name) from None

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __repr__(cls):
        return f"<{'flag' if cls._is_flag_ else 'enum'} {cls.__name__!r}>"
