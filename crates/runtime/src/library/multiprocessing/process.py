"""Processes, by the name under which CPython has them."""

from _processes import (
    AuthenticationError,
    BaseProcess,
    ForkProcess,
    Process,
    active_children,
    current_process,
    parent_process,
)
