"""Context managers out of other things. All of CPython's but `ContextDecorator` for async and `chdir`."""

from _types import GenericAlias
import sys
from abc import ABC, abstractmethod
from functools import wraps
from types import MethodType


class AbstractContextManager(ABC):
    """Anything with `__enter__` and `__exit__`."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc, tb):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractContextManager:
            return hasattr(other, "__enter__") and hasattr(other, "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    """Anything with `__aenter__` and `__aexit__`."""

    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc, tb):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractAsyncContextManager:
            return hasattr(other, "__aenter__") and hasattr(other, "__aexit__")
        return NotImplemented


class ContextDecorator:
    """A context manager that also wraps functions: each call runs within it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)

        return inner


class AsyncContextDecorator:
    """The same for coroutine functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)

        return inner


class _FromGenerator:
    """A generator that yields once, and how to make another of it."""

    def __init__(self, func, args, keywords):
        self.gen = func(*args, **keywords)
        self.func, self.args, self.kwds = func, args, keywords
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)


def _is_same(raised, thrown, wrapper):
    """Whether what came out of a generator is what was thrown in. A StopIteration comes out wrapped in a RuntimeError."""
    return raised is thrown or (isinstance(thrown, wrapper) and raised.__cause__ is thrown)


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """What a `@contextmanager` function returns."""

    def __enter__(self):
        del self.args, self.kwds, self.func  # so that nothing of the call is kept for the length of the block
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, exc, tb):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if exc is None:
            exc = exc_type()
        try:
            self.gen.throw(exc)
        except StopIteration as raised:
            return raised is not exc
        except RuntimeError as raised:
            if not _is_same(raised, exc, StopIteration):
                raise
            exc.__traceback__ = tb
            return False
        except BaseException as raised:
            if raised is not exc:
                raise
            exc.__traceback__ = tb
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """What an `@asynccontextmanager` function returns."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, exc, tb):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if exc is None:
            exc = exc_type()
        try:
            await self.gen.athrow(exc)
        except StopAsyncIteration as raised:
            return raised is not exc
        except RuntimeError as raised:
            if not _is_same(raised, exc, (StopIteration, StopAsyncIteration)):
                raise
            exc.__traceback__ = tb
            return False
        except BaseException as raised:
            if raised is not exc:
                raise
            exc.__traceback__ = tb
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **keywords):
        return _GeneratorContextManager(func, args, keywords)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func, args, keywords)

    return helper


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
        await self.thing.aclose()


class suppress(AbstractContextManager):
    """Ends the block quietly on these exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, tb):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, for where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class _Redirect(AbstractContextManager):
    """Puts another file in the place of one of `sys`."""

    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc, tb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


def _enter_and_exit(manager, enter, leave, protocol):
    """The two methods of a context manager, as its class has them."""
    cls = type(manager)
    try:
        return getattr(cls, enter), getattr(cls, leave)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {protocol} protocol") from None


def _mend_context(new, old, outside):
    """Makes the innermost exception that `new` came from have `old` as its context, as nested blocks would."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outside:
            break
        new = context
    new.__context__ = old


class _Stack:
    """What both kinds of stack share: the exits to call, each with whether it is a coroutine function."""

    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def push(self, exit):
        """Adds a context manager that is entered already, or a function to call as its `__exit__`."""
        method = getattr(type(exit), "__exit__", None)
        self._exits.append((exit if method is None else MethodType(method, exit), False))
        return exit

    def enter_context(self, cm):
        enter, leave = _enter_and_exit(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._exits.append((MethodType(leave, cm), False))
        return result

    def callback(self, callback, /, *args, **keywords):
        def leave(exc_type, exc, tb):
            callback(*args, **keywords)

        leave.__wrapped__ = callback
        self._exits.append((leave, False))
        return callback


class ExitStack(_Stack, AbstractContextManager):
    """Leaves in the end what was entered one by one."""

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, exc_type, exc, tb):
        outside = sys.exc_info()[1]
        current = exc
        changed = False
        while self._exits:
            leave, _ = self._exits.pop()
            try:
                if leave(*_details(current)):
                    changed, current = True, None
            except BaseException as raised:
                _mend_context(raised, current, outside)
                changed, current = True, raised
        return _conclude(exc, current, changed)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """The same, with asynchronous ones among them."""

    async def enter_async_context(self, cm):
        enter, leave = _enter_and_exit(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._exits.append((MethodType(leave, cm), True))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._exits.append((exit if method is None else MethodType(method, exit), True))
        return exit

    def push_async_callback(self, callback, /, *args, **keywords):
        async def leave(exc_type, exc, tb):
            await callback(*args, **keywords)

        leave.__wrapped__ = callback
        self._exits.append((leave, True))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, exc_type, exc, tb):
        outside = sys.exc_info()[1]
        current = exc
        changed = False
        while self._exits:
            leave, is_async = self._exits.pop()
            try:
                answer = leave(*_details(current))
                if await answer if is_async else answer:
                    changed, current = True, None
            except BaseException as raised:
                _mend_context(raised, current, outside)
                changed, current = True, raised
        return _conclude(exc, current, changed)


def _details(exc):
    return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)


def _conclude(came, left, changed):
    """Ends a stack's exit: raises what is left if it is another exception than came in, else says whether it was handled."""
    if left is not None and changed:
        context = left.__context__
        try:
            raise left
        except BaseException:
            left.__context__ = context  # raising has overwritten it
            raise
    return came is not None and changed
