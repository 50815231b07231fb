"""Enumerations and flags, as CPython 3.11's: all but `verify`, `global_enum` and the check that needs to see a class body as it is
written (the same name twice).
"""

from enum._enum import Enum, IntEnum, ReprEnum, StrEnum
from enum._flags import Flag, IntFlag
from enum._type import CONFORM, EJECT, KEEP, STRICT, EnumType, auto, member, nonmember, property

EnumMeta = EnumType


def unique(enumeration):
    """Refuses a second name for a value."""
    duplicates = [(name, known._name_) for name, known in enumeration.__members__.items() if name != known._name_]
    if duplicates:
        listed = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {listed}")
    return enumeration
