"""Ways in which processes begin: what `get_context` gives has the names of the package."""

import multiprocessing
from _processes import ForkProcess, ForkServerProcess, SpawnProcess


class BaseContext:
    """The package's names."""

    def __getattr__(self, name):
        return getattr(multiprocessing, name)

    def get_context(self, method=None):
        return self if method is None else multiprocessing.get_context(method)


class _Fixed(BaseContext):
    """One whose processes all begin in the same way."""

    def __init__(self, name, process):
        self._name = name
        self.Process = process

    def get_start_method(self, allow_none=False):
        return self._name

    def set_start_method(self, method=None):
        raise ValueError("cannot set start method of concrete context")

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        return multiprocessing.pool.Pool(processes, initializer, initargs, maxtasksperchild, context=self)


class ForkContext(_Fixed):
    pass


class SpawnContext(_Fixed):
    pass


class ForkServerContext(_Fixed):
    pass


class DefaultContext(BaseContext):
    pass


this = DefaultContext()
contexts = {
    "fork": ForkContext("fork", ForkProcess),
    "spawn": SpawnContext("spawn", SpawnProcess),
    "forkserver": ForkServerContext("forkserver", ForkServerProcess),
}
