"""Flags: enumerations whose members combine, bit by bit."""

from enum._enum import Enum, ReprEnum
from enum._type import CONFORM, EJECT, KEEP, STRICT


class Flag(Enum, boundary=STRICT):
    """Values that combine, bit by bit."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 1 << max(last_values).bit_length()

    @classmethod
    def _mask(cls):
        mask = 0
        for known in cls._member_map_.values():
            mask |= known._value_
        return mask

    @classmethod
    def _missing_(cls, value):
        """The combination of these bits: an object without a name of its own, but always the same."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._mask()
        unknown = value & ~mask if value >= 0 else ~value & ~mask
        if unknown and cls._boundary_ == STRICT:
            bits = max(value.bit_length(), mask.bit_length())
            given, allowed = _binary(value, bits), _binary(mask, bits)
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {given}\n  allowed {allowed}")
        if cls._boundary_ == CONFORM or (value < 0 and cls._boundary_ != KEEP):
            value &= mask
        elif cls._boundary_ == EJECT and unknown:
            return value
        if value < 0:
            value &= (1 << max(value.bit_length(), mask.bit_length())) - 1
        for known in cls._member_map_.values():
            if known._value_ == value:
                return known
        if value not in cls._composites_:
            cls._composites_[value] = cls._composite(value)
        return cls._composites_[value]

    @classmethod
    def _composite(cls, value):
        new = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        new._value_ = value
        parts = [known for known in cls if known._value_ & value]
        new._name_ = "|".join([known._name_ for known in parts]) or None
        rest = value & ~sum([known._value_ for known in parts])
        if rest and parts:
            new._name_ += f"|{rest}"
        elif rest:
            new._name_ = None
        return new

    def __repr__(self):
        name = type(self).__name__ if self._name_ is None else f"{type(self).__name__}.{self._name_}"
        return f"<{name}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __iter__(self):
        return iter([known for known in type(self) if known._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            kinds = f"{type(other).__qualname__!r} and {type(self).__qualname__!r}"
            raise TypeError(f"unsupported operand type(s) for 'in': {kinds}")
        return other._value_ & self._value_ == other._value_

    def _bits_of(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else type(self)(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else type(self)(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else type(self)(self._value_ ^ bits)

    def __invert__(self):
        if self._boundary_ == KEEP:
            return type(self)(~self._value_)
        singles = sum([known._value_ for known in type(self)])
        return type(self)(singles & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, bits):
    """`0b0 101`: the sign, then the bits."""
    if value < 0:
        return f"0b1 {value & ((1 << bits) - 1):0{bits}b}"
    return f"0b0 {value:0{bits}b}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are integers."""

    def __repr__(self):
        return Flag.__repr__(self)

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
