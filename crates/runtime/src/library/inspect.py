"""Questions about live objects: what kind they are, and what arguments they take. The source text of code is not to be had here."""

from _functools import partial
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
    TracebackType,
)

CO_VARARGS = 0x04
CO_VARKEYWORDS = 0x08
CO_GENERATOR = 0x20
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200

GEN_CREATED, CORO_CREATED = "GEN_CREATED", "CORO_CREATED"
GEN_RUNNING, CORO_RUNNING = "GEN_RUNNING", "CORO_RUNNING"
GEN_SUSPENDED, CORO_SUSPENDED = "GEN_SUSPENDED", "CORO_SUSPENDED"
GEN_CLOSED, CORO_CLOSED = "GEN_CLOSED", "CORO_CLOSED"


def ismodule(object):
    return isinstance(object, ModuleType)


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, FunctionType)


def ismethod(object):
    return isinstance(object, MethodType)


def isbuiltin(object):
    return isinstance(object, BuiltinFunctionType)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isgenerator(object):
    return isinstance(object, GeneratorType)


def iscoroutine(object):
    return isinstance(object, CoroutineType)


def isasyncgen(object):
    return isinstance(object, AsyncGeneratorType)


def istraceback(object):
    return isinstance(object, TracebackType)


def isawaitable(object):
    if isinstance(object, CoroutineType) or hasattr(type(object), "__await__"):
        return True
    return isinstance(object, GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)


def isabstract(object):
    return isclass(object) and bool(getattr(object, "_abc_missing", ()))


def isdatadescriptor(object):
    return not isclass(object) and (hasattr(type(object), "__set__") or hasattr(type(object), "__delete__"))


def _flags(function):
    """The flags of the function's code, through methods and partial calls; 0 if it has none."""
    while True:
        if isinstance(function, MethodType):
            function = function.__func__
        elif isinstance(function, partial):
            function = function.func
        else:
            return function.__code__.co_flags if isinstance(function, FunctionType) else 0


def isgeneratorfunction(obj):
    return bool(_flags(obj) & CO_GENERATOR)


def iscoroutinefunction(obj):
    return bool(_flags(obj) & CO_COROUTINE)


def isasyncgenfunction(obj):
    return bool(_flags(obj) & CO_ASYNC_GENERATOR)


def _state(is_running, frame, is_suspended, created, running, suspended, closed):
    """The state of a generator or coroutine. Before it begins it is neither running nor suspended, and has a frame."""
    if is_running or is_suspended:
        return running if is_running else suspended
    return closed if frame is None else created


def getgeneratorstate(generator):
    states = GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED
    return _state(generator.gi_running, generator.gi_frame, generator.gi_suspended, *states)


def getcoroutinestate(coroutine):
    states = CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED
    return _state(coroutine.cr_running, coroutine.cr_frame, coroutine.cr_suspended, *states)


def getgeneratorlocals(generator):
    return getattr(generator.gi_frame, "f_locals", {})


def getcoroutinelocals(coroutine):
    return getattr(coroutine.cr_frame, "f_locals", {})


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """The text without the indentation that its lines share."""
    lines = doc.expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    shared = min(indents, default=0)
    lines = [lines[0].lstrip(), *[line[shared:] for line in lines[1:]]]
    return "\n".join(lines).strip("\n")


def unwrap(func, *, stop=None):
    seen = [func]
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if any(func is other for other in seen):
            raise ValueError(f"wrapper loop when unwrapping {seen[0]!r}")
        seen.append(func)
    return func


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return sorted(members, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


class _Empty:
    """Stands for what is not given."""


class _Kind(int):
    """How an argument may be given."""

    def __new__(cls, order, name, description):
        kind = int.__new__(cls, order)
        kind.name = name
        kind.description = description
        return kind

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


class Parameter:
    """One parameter of a function."""

    empty = _Empty
    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        parts = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation, **changes}
        return Parameter(parts.pop("name"), parts.pop("kind"), **parts)

    def __str__(self):
        text = {2: "*", 4: "**"}.get(int(self.kind), "") + self.name
        annotated = self.annotation is not _Empty
        if annotated:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _Empty:
            text += (" = " if annotated else "=") + repr(self.default)
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Parameter) else NotImplemented


def formatannotation(annotation):
    if isinstance(annotation, type) and not hasattr(annotation, "__origin__"):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


class BoundArguments:
    """Arguments put to the parameters they are for."""

    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind > Parameter.VAR_POSITIONAL or name not in self.arguments:
                break
            value = self.arguments[name]
            args += value if parameter.kind == Parameter.VAR_POSITIONAL else [value]
        return tuple(args)

    @property
    def kwargs(self):
        keywords = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments and parameter.kind == Parameter.VAR_KEYWORD:
                keywords.update(self.arguments[name])
            elif name in self.arguments and parameter.kind == Parameter.KEYWORD_ONLY:
                keywords[name] = self.arguments[name]
        return keywords

    def apply_defaults(self):
        parameters = self.signature.parameters
        known = {name: one.default for name, one in parameters.items() if one.default is not _Empty}
        for name, one in parameters.items():
            if one.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD):
                known.setdefault(name, () if one.kind == Parameter.VAR_POSITIONAL else {})
        known.update(self.arguments)
        self.arguments = {name: known[name] for name in parameters if name in known}

    def __repr__(self):
        return f"<BoundArguments ({', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])})>"


class Signature:
    """A function's parameters."""

    empty = _Empty

    def __init__(self, parameters=(), *, return_annotation=_Empty):
        self.parameters = {parameter.name: parameter for parameter in parameters}
        self.return_annotation = return_annotation

    def replace(self, *, parameters=_Empty, return_annotation=_Empty):
        parameters = self.parameters.values() if parameters is _Empty else parameters
        annotation = self.return_annotation if return_annotation is _Empty else return_annotation
        return Signature(parameters, return_annotation=annotation)

    def bind(self, /, *args, **keywords):
        return self._bind(args, keywords, False)

    def bind_partial(self, /, *args, **keywords):
        return self._bind(args, keywords, True)

    def _bind(self, args, keywords, partial):
        given = list(args)
        bound = {}
        for name, parameter in self.parameters.items():
            if parameter.kind == Parameter.VAR_POSITIONAL:
                if given:
                    bound[name], given = tuple(given), []
            elif parameter.kind == Parameter.VAR_KEYWORD:
                if keywords:
                    bound[name], keywords = keywords, {}
            elif given and parameter.kind <= Parameter.POSITIONAL_OR_KEYWORD:
                if name in keywords and parameter.kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                bound[name] = given.pop(0)
            elif name in keywords and parameter.kind != Parameter.POSITIONAL_ONLY:
                keywords = dict(keywords)
                bound[name] = keywords.pop(name)
            elif parameter.default is _Empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if given:
            raise TypeError("too many positional arguments")
        if keywords:
            raise TypeError(f"got an unexpected keyword argument {next(iter(keywords))!r}")
        return BoundArguments(self, bound)

    def __str__(self):
        shown = []
        last = None
        for parameter in self.parameters.values():
            if last == Parameter.POSITIONAL_ONLY and parameter.kind != last:
                shown.append("/")
            if parameter.kind == Parameter.KEYWORD_ONLY and last not in (Parameter.KEYWORD_ONLY, Parameter.VAR_POSITIONAL):
                shown.append("*")
            shown.append(str(parameter))
            last = parameter.kind
        if last == Parameter.POSITIONAL_ONLY:
            shown.append("/")
        arrow = "" if self.return_annotation is _Empty else f" -> {formatannotation(self.return_annotation)}"
        return f"({', '.join(shown)}){arrow}"

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Signature) else NotImplemented


def signature(obj, *, follow_wrapped=True):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda function: hasattr(function, "__signature__"))
    if getattr(obj, "__signature__", None) is not None:
        return obj.__signature__
    if isinstance(obj, MethodType):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, FunctionType):
        return _of_function(obj)
    if isinstance(obj, partial):
        return _of_partial(obj, signature(obj.func))
    if isinstance(obj, type):
        maker = obj.__init__ if isinstance(obj.__init__, FunctionType) else obj.__new__
        if isinstance(maker, FunctionType):
            return _without_first(signature(maker))
        return Signature()
    call = getattr(type(obj), "__call__", None)
    if isinstance(call, FunctionType):
        return _without_first(signature(call))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _without_first(whole):
    return whole.replace(parameters=list(whole.parameters.values())[1:])


def _of_partial(prepared, whole):
    """What is left of a signature: from the first parameter on that was given by name, all are given by name."""
    try:
        given = whole.bind_partial(*prepared.args, **prepared.keywords).arguments
    except TypeError as error:
        raise ValueError(f"partial object {prepared!r} has incorrect arguments") from error
    positional, variadic = Parameter.POSITIONAL_OR_KEYWORD, (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    by_name, left = [], []
    for name, parameter in whole.parameters.items():
        if name in prepared.keywords and parameter.kind in (positional, Parameter.KEYWORD_ONLY):
            by_name.append(name)
            left.append(parameter.replace(default=given[name]))
        elif name not in given or parameter.kind in variadic:
            left.append(parameter)
    first = next((at for at, one in enumerate(left) if one.kind == positional and one.name in by_name), len(left))
    behind = [one for one in left[first:] if one.kind != Parameter.VAR_POSITIONAL]
    behind = [one.replace(kind=Parameter.KEYWORD_ONLY) if one.kind == positional else one for one in behind]
    return whole.replace(parameters=left[:first] + behind)


def _of_function(function):
    code = function.__code__
    kinds = [Parameter.POSITIONAL_ONLY] * code.co_posonlyargcount
    kinds += [Parameter.POSITIONAL_OR_KEYWORD] * (code.co_argcount - code.co_posonlyargcount)
    kinds += [Parameter.KEYWORD_ONLY] * code.co_kwonlyargcount
    kinds += [Parameter.VAR_POSITIONAL] if code.co_flags & CO_VARARGS else []
    kinds += [Parameter.VAR_KEYWORD] if code.co_flags & CO_VARKEYWORDS else []
    last_positional = reversed(code.co_varnames[: code.co_argcount])
    defaults = dict(zip(last_positional, reversed(function.__defaults__ or ()))) | (function.__kwdefaults__ or {})
    annotations = function.__annotations__
    parameters = [
        Parameter(name, kind, default=defaults.get(name, _Empty), annotation=annotations.get(name, _Empty))
        for name, kind in zip(code.co_varnames, kinds)
    ]
    # The order of kinds is that in which parameters are written; in the code, `*args` stands behind those given by name.
    parameters.sort(key=lambda parameter: parameter.kind)
    return Signature(parameters, return_annotation=annotations.get("return", _Empty))
