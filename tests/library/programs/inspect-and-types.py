import asyncio
import functools
import inspect
import types


async def coroutine_function(a, b=2, *args, c, d=4, **rest):
    """Doc
        indented
      less
    """


def generator_function():
    yield 1


async def async_generator_function():
    yield 1


class Thing:
    """A thing."""

    def __init__(self, x: int, y: "str" = "z") -> None:
        self.x = x

    async def method(self, n):
        pass

    @staticmethod
    async def static():
        pass

    @classmethod
    async def clazz(cls):
        pass

    def __call__(self, q):
        pass


class Waits:
    def __await__(self):
        yield


thing = Thing(1)
partial = functools.partial(coroutine_function, 1)
things = [coroutine_function, generator_function, async_generator_function, Thing, thing, thing.method, Thing.method, Thing.static, thing.clazz, partial, len, print, "".join, 5, lambda: 0, Waits(), asyncio, asyncio.sleep, asyncio.gather]
for test in (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction, inspect.isfunction, inspect.ismethod, inspect.isclass, inspect.isbuiltin, inspect.isawaitable, inspect.ismodule, inspect.isroutine, callable, asyncio.iscoroutinefunction):
    print(test.__name__, [test(one) for one in things])
made = [coroutine_function(1, c=2), generator_function(), async_generator_function()]
for test in (inspect.iscoroutine, inspect.isgenerator, inspect.isasyncgen, inspect.isawaitable, asyncio.iscoroutine):
    print(test.__name__, [test(one) for one in made])
print(inspect.getcoroutinestate(made[0]), inspect.getgeneratorstate(made[1]))
next(made[1])
made[0].close()
print(inspect.getcoroutinestate(made[0]), inspect.getgeneratorstate(made[1]))
made[1].close()
print(inspect.getgeneratorstate(made[1]), repr(inspect.getdoc(coroutine_function)), inspect.getdoc(Thing), inspect.cleandoc("  a\n    b\n   c\n\n"))


def every(a, /, b: int, c: "text" = 3, *d: float, e, f: list[int] = None, **g) -> bool:
    pass


for one in (every, coroutine_function, Thing, thing.method, thing, generator_function, lambda x, *, y=1: 0):
    print(inspect.signature(one))
signature = inspect.signature(every)
print(list(signature.parameters), signature.parameters["c"].default, signature.parameters["b"].annotation is int, str(signature.parameters["f"]), signature.parameters["d"].kind, repr(signature.parameters["e"].kind), signature.return_annotation, signature.parameters["b"].default is inspect.Parameter.empty, repr(signature.parameters["c"]))
bound = signature.bind(1, 2, 3, 4, e=5, z=6)
print(bound.arguments, bound.args, bound.kwargs)
bound = signature.bind(1, 2, e=3)
bound.apply_defaults()
print(bound, bound.arguments)
for args, keywords in (((), {}), ((1,), {"e": 1}), ((1, 2), {}), ((1, 2), {"b": 1, "e": 1}), ((1, 2), {"e": 1, "a": 3})):
    try:
        print(signature.bind(*args, **keywords))
    except TypeError as error:
        print(error)
try:
    inspect.signature(lambda x: 0).bind(1, 2)
except TypeError as error:
    print(error)


@functools.wraps(every)
def wrapper(*args, **keywords):
    pass


print(inspect.signature(wrapper), inspect.unwrap(wrapper) is every, [name for name, _ in inspect.getmembers(thing, inspect.ismethod)])

space = types.SimpleNamespace(a=1, b="x")
space.c = [1]
print(space, space == types.SimpleNamespace(a=1, b="x", c=[1]), space.a, vars(space))
print(isinstance(every, types.FunctionType), isinstance(thing.method, types.MethodType), isinstance(made[0], types.CoroutineType), isinstance(made[1], types.GeneratorType), isinstance(made[2], types.AsyncGeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(asyncio, types.ModuleType), types.NoneType is type(None))
bound_method = types.MethodType(lambda self, n: (self, n), 5)
print(bound_method(3), bound_method.__self__)
proxy = types.MappingProxyType({"a": 1})
try:
    proxy["b"] = 1
except TypeError as error:
    print(error)
print(proxy["a"], dict(proxy), types.new_class("New", (Thing,), {}, lambda body: body.update(z=3)).z)


@types.coroutine
def old_style():
    yield
    return "old"


async def main():
    print(await old_style(), inspect.isawaitable(old_style()), asyncio.iscoroutine(old_style()))
    print(await asyncio.create_task(old_style()))


asyncio.run(main())
