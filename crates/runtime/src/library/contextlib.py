"""Context managers out of other things. All of CPython's but `chdir`.

Two ideas carry most of it: a generator that yields once (`_Generated`), and a stack of exits that an exception passes on its way out
(`_Exits`). Each has a plain and an asynchronous form that differ in where they wait, and share what they decide.
"""

from _types import GenericAlias
import sys
from abc import ABC, abstractmethod
from collections._structural import _has
from functools import wraps
from types import MethodType


def _known_by(*methods):
    """Decorates an abstract class: whatever has these methods counts as a subclass. It can be subscripted, too."""

    def decorate(cls):
        def __subclasshook__(asked, other):
            return _has(other, *methods) if asked is cls else NotImplemented

        cls.__subclasshook__ = classmethod(__subclasshook__)
        cls.__class_getitem__ = classmethod(GenericAlias)
        return cls

    return decorate


@_known_by("__enter__", "__exit__")
class AbstractContextManager(ABC):
    """Anything with `__enter__` and `__exit__`."""

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc, tb):
        return None


@_known_by("__aenter__", "__aexit__")
class AbstractAsyncContextManager(ABC):
    """Anything with `__aenter__` and `__aexit__`."""

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc, tb):
        return None


class _Decorator:
    """What a context manager enters for a call of a function that it decorates: itself, unless it serves only once."""

    def _recreate_cm(self):
        return self


class ContextDecorator(_Decorator):
    """A context manager that also wraps functions: each call runs within it."""

    def __call__(self, func):
        @wraps(func)
        def within(*args, **keywords):
            manager = self._recreate_cm()
            with manager:
                return func(*args, **keywords)

        return within


class AsyncContextDecorator(_Decorator):
    """The same for coroutine functions."""

    def __call__(self, func):
        @wraps(func)
        async def within(*args, **keywords):
            manager = self._recreate_cm()
            async with manager:
                return await func(*args, **keywords)

        return within


# Generators


class _Generated:
    """A generator that is to yield once, and the call that made it. Subclasses run it; here it is judged how it ended."""

    _end = None  # what such a generator raises at its end
    _wrapped = None  # what comes out of it as the cause of a RuntimeError, where the generator lets it through

    def __init__(self, func, args, keywords):
        self.func, self.args, self.kwds = func, args, keywords
        self.gen = func(*args, **keywords)
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _forget_call(self):
        """Nothing of the call is kept for the length of the block. So who enters a second time learns that that is not possible."""
        for name in ("args", "kwds", "func"):
            delattr(self, name)

    def _is_thrown(self, raised, thrown):
        """Whether what came out is what was thrown in."""
        if raised is thrown:
            return True
        return isinstance(raised, RuntimeError) and isinstance(thrown, self._wrapped) and raised.__cause__ is thrown

    def _swallows(self, raised, thrown, tb):
        """What the exit answers when the generator has raised this; None if that is an exception of its own."""
        if isinstance(raised, self._end):
            return thrown is not None and raised is not thrown
        if thrown is None or not self._is_thrown(raised, thrown):
            return None
        thrown.__traceback__ = tb
        return False


def _instance(exc_type, exc):
    """The exception that ends a block; some callers give only its class."""
    return exc_type() if exc is None and exc_type is not None else exc


def _goes_on(thrown):
    return RuntimeError("generator didn't stop" if thrown is None else "generator didn't stop after throw()")


class _GeneratorContextManager(_Generated, AbstractContextManager, ContextDecorator):
    """What a `@contextmanager` function returns."""

    _end = _wrapped = StopIteration

    def __enter__(self):
        self._forget_call()
        try:
            value = next(self.gen)
        except self._end:
            raise RuntimeError("generator didn't yield") from None
        return value

    def __exit__(self, exc_type, exc, tb):
        thrown = _instance(exc_type, exc)
        try:
            next(self.gen) if thrown is None else self.gen.throw(thrown)
        except BaseException as raised:
            answer = self._swallows(raised, thrown, tb)
            if answer is None:
                raise
            return answer
        self.gen.close()
        raise _goes_on(thrown)


class _AsyncGeneratorContextManager(_Generated, AbstractAsyncContextManager, AsyncContextDecorator):
    """What an `@asynccontextmanager` function returns."""

    _end = StopAsyncIteration
    _wrapped = (StopIteration, StopAsyncIteration)

    async def __aenter__(self):
        self._forget_call()
        try:
            value = await anext(self.gen)
        except self._end:
            raise RuntimeError("generator didn't yield") from None
        return value

    async def __aexit__(self, exc_type, exc, tb):
        thrown = _instance(exc_type, exc)
        try:
            await (anext(self.gen) if thrown is None else self.gen.athrow(thrown))
        except BaseException as raised:
            answer = self._swallows(raised, thrown, tb)
            if answer is None:
                raise
            return answer
        await self.gen.aclose()
        raise _goes_on(thrown)


def _making(manager):
    """A decorator for generator functions, which return such a context manager from then on."""

    def decorate(func):
        @wraps(func)
        def helper(*args, **keywords):
            return manager(func, args, keywords)

        return helper

    return decorate


contextmanager = _making(_GeneratorContextManager)
contextmanager.__name__ = contextmanager.__qualname__ = "contextmanager"
asynccontextmanager = _making(_AsyncGeneratorContextManager)
asynccontextmanager.__name__ = asynccontextmanager.__qualname__ = "asynccontextmanager"


# Small ones


class closing(AbstractContextManager):
    """Closes the thing in the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """The same, for what is closed by a coroutine."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        closed = self.thing.aclose()
        await closed


class suppress(AbstractContextManager):
    """Ends the block quietly on these exceptions."""

    def __init__(self, *exceptions):
        self._quiet = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, tb):
        return exc_type is not None and issubclass(exc_type, self._quiet)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, for where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *exc_info):
        pass


class _Redirect(AbstractContextManager):
    """Puts another file in the place of one of `sys`. It can be entered again before it is left."""

    def __init__(self, new_target):
        self._target, self._replaced = new_target, []

    def __enter__(self):
        name, target = self._stream, self._target
        self._replaced.append(getattr(sys, name))
        setattr(sys, name, target)
        return target

    def __exit__(self, exc_type, exc, tb):
        before = self._replaced.pop()
        setattr(sys, self._stream, before)


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


# Stacks


class _Passage:
    """An exception on its way out through exits, each of which may end it or put another in its place."""

    def __init__(self, exc, outside):
        self._came = self._current = exc
        self._outside = outside  # what was being handled already, where the block began
        self._is_as_it_came = True

    def details(self):
        """What the next exit is called with."""
        exc = self._current
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def answered(self, swallows):
        if swallows:
            self._current, self._is_as_it_came = None, False

    def replaced(self, raised):
        """An exit raised this. Its first cause happened while the one before was on its way: as nested blocks would have it."""
        first, context = raised, raised.__context__
        while context is not None and context is not self._current:
            if context is self._outside:
                first.__context__ = self._current
                break
            first, context = context, context.__context__
        self._current, self._is_as_it_came = raised, False

    def end(self):
        """Raises what is left, if that is another exception than came; else says whether the one that came was ended."""
        left = self._current
        if left is None or self._is_as_it_came:
            return self._came is not None and not self._is_as_it_came
        context = left.__context__
        try:
            raise left
        finally:
            left.__context__ = context  # raising has overwritten it


class _Exits:
    """What both kinds of stack share: the exits to call, each with whether its answer is to be awaited."""

    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def push(self, exit):
        """Adds a context manager that is entered already, or a function to call as its `__exit__`."""
        return self._push(exit, "__exit__", False)

    def _push(self, exit, name, is_async):
        method = getattr(type(exit), name, None)
        self._exits.append((exit if method is None else MethodType(method, exit), is_async))
        return exit

    def _entering(self, manager, names, protocol, is_async):
        """Calls a manager's method to enter it, and gives a function that adds the one to leave it, once it is entered."""
        cls = type(manager)
        try:
            enter, leave = [getattr(cls, name) for name in names]
        except AttributeError:
            kind = f"{cls.__module__}.{cls.__qualname__}"
            raise TypeError(f"'{kind}' object does not support the {protocol} protocol") from None
        return enter(manager), lambda: self._exits.append((MethodType(leave, manager), is_async))

    def enter_context(self, cm):
        result, entered = self._entering(cm, ("__enter__", "__exit__"), "context manager", False)
        entered()
        return result

    def callback(self, callback, /, *args, **keywords):
        def leave(exc_type, exc, tb):
            callback(*args, **keywords)

        leave.__wrapped__ = callback
        self._exits.append((leave, False))
        return callback


class ExitStack(_Exits, AbstractContextManager):
    """Leaves in the end what was entered one by one."""

    def close(self):
        type(self).__exit__(self, *_NOTHING)

    def __exit__(self, exc_type, exc, tb):
        passage = _Passage(exc, sys.exc_info()[1])
        while self._exits:
            leave, _ = self._exits.pop()
            try:
                passage.answered(leave(*passage.details()))
            except BaseException as raised:
                passage.replaced(raised)
        return passage.end()


class AsyncExitStack(_Exits, AbstractAsyncContextManager):
    """The same, with asynchronous ones among them."""

    async def enter_async_context(self, cm):
        names = "__aenter__", "__aexit__"
        entering, entered = self._entering(cm, names, "asynchronous context manager", True)
        result = await entering
        entered()
        return result

    def push_async_exit(self, exit):
        return self._push(exit, "__aexit__", True)

    def push_async_callback(self, callback, /, *args, **keywords):
        async def leave(exc_type, exc, tb):
            await callback(*args, **keywords)

        leave.__wrapped__ = callback
        self._exits.append((leave, True))
        return callback

    async def aclose(self):
        await type(self).__aexit__(self, *_NOTHING)

    async def __aexit__(self, exc_type, exc, tb):
        passage = _Passage(exc, sys.exc_info()[1])
        while self._exits:
            leave, is_async = self._exits.pop()
            try:
                answer = leave(*passage.details())
                passage.answered(await answer if is_async else answer)
            except BaseException as raised:
                passage.replaced(raised)
        return passage.end()


_NOTHING = (None, None, None)
