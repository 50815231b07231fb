"""`complex`: numbers of two parts. The elementary functions of them are in `cmath` in CPython, and not here."""

import math


def _imaginary(number):
    """What `2j` is in a program."""
    return complex(0.0, number)


def _shown(number):
    text = repr(number)
    return text[:-2] if text.endswith(".0") else text


def _parts(value):
    """The two parts of a number; None of anything else."""
    if isinstance(value, complex):
        return value.real, value.imag
    if isinstance(value, (int, float)):
        return float(value), 0.0
    return None


def _parse(text):
    stripped = text.strip().lower()
    if stripped.startswith("(") and stripped.endswith(")"):
        stripped = stripped[1:-1].strip()
    try:
        if not stripped.endswith("j"):
            return float(stripped), 0.0
        # The sign of the second part is the last one that belongs to no exponent.
        signs = [at for at, letter in enumerate(stripped) if letter in "+-" and stripped[at - 1 : at] != "e"]
        at = signs[-1] if signs else 0
        imag = stripped[at:-1]
        return float(stripped[:at] or 0.0), float(imag + "1" if imag in ("", "+", "-") else imag)
    except ValueError:
        raise ValueError("complex() arg is a malformed string") from None


class complex:
    __module__ = "builtins"
    __slots__ = ("real", "imag")
    __match_args__ = ()

    def __new__(cls, real=0, imag=None):
        self = object.__new__(cls)
        if isinstance(real, str):
            if imag is not None:
                raise TypeError("complex() can't take second arg if first is a string")
            parts = _parse(real)
        else:
            if isinstance(imag, str):
                raise TypeError("complex() second arg can't be a string")
            a, b = _part(real, "first"), _part(0 if imag is None else imag, "second")
            parts = a[0] - b[1], (a[1] + b[0] if imag is not None else a[1])
        return _set(self, *parts)

    def __setattr__(self, name, value):
        if name in ("real", "imag"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'complex' object has no attribute {name!r}")

    def conjugate(self):
        return _made(self.real, -self.imag)

    def __repr__(self):
        if self.real == 0 and math.copysign(1, self.real) > 0:
            return f"{_shown(self.imag)}j"
        sign = "" if math.copysign(1, self.imag) < 0 or self.imag != self.imag else "+"
        sign = "+" if self.imag != self.imag else sign
        return f"({_shown(self.real)}{sign}{_shown(self.imag)}j)"

    __str__ = __repr__

    def __format__(self, spec):
        if not spec:
            return str(self)
        return f"{format(self.real, spec)}{format(self.imag, spec if spec[0] in '+- ' else '+' + spec)}j"

    def __hash__(self):
        if self.imag == 0:
            return hash(self.real)
        combined = (hash(self.real) + 1000003 * hash(self.imag)) & (2**64 - 1)
        combined = combined - 2**64 if combined >= 2**63 else combined
        return -2 if combined == -1 else combined

    def __bool__(self):
        return self.real != 0 or self.imag != 0

    def __eq__(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else (self.real, self.imag) == parts

    def __abs__(self):
        return math.hypot(self.real, self.imag)

    def __complex__(self):
        return self

    def __neg__(self):
        return _made(-self.real, -self.imag)

    def __pos__(self):
        return self

    def __getnewargs__(self):
        return self.real, self.imag

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _set(number, real, imag):
    object.__setattr__(number, "real", real)
    object.__setattr__(number, "imag", imag)
    return number


def _made(real, imag):
    """A number of exactly these parts, with their signs."""
    return _set(object.__new__(complex), real, imag)


def _part(value, which):
    parts = _parts(value)
    if parts is not None:
        return parts
    for method in ("__complex__", "__float__", "__index__"):
        if hasattr(type(value), method):
            return _parts(getattr(value, method)())
    kind = type(value).__name__
    if which == "first":
        raise TypeError(f"complex() first argument must be a string or a number, not '{kind}'")
    raise TypeError(f"complex() second argument must be a number, not '{kind}'")


def _add(a, b):
    return _made(a[0] + b[0], a[1] + b[1])


def _subtract(a, b):
    return _made(a[0] - b[0], a[1] - b[1])


def _multiply(a, b):
    return _made(a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0])


def _divide(a, b):
    if b == (0.0, 0.0):
        raise ZeroDivisionError("complex division by zero")
    # The part that is larger divides, so that squares do not overflow (Smith's way, as in CPython).
    if abs(b[0]) >= abs(b[1]):
        ratio = b[1] / b[0]
        scale = b[0] + b[1] * ratio
        return _made((a[0] + a[1] * ratio) / scale, (a[1] - a[0] * ratio) / scale)
    ratio = b[0] / b[1]
    scale = b[0] * ratio + b[1]
    return _made((a[0] * ratio + a[1]) / scale, (a[1] * ratio - a[0]) / scale)


def _power(a, b):
    if b[1] == 0.0 and b[0] == int(b[0]) and abs(b[0]) <= 100:
        return _whole_power(complex(*a), int(b[0]))
    if a == (0.0, 0.0):
        if b[0] < 0 or b[1] != 0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return complex(0.0, 0.0)
    size, angle = math.hypot(*a), math.atan2(a[1], a[0])
    length = size ** b[0]
    turned = angle * b[0]
    if b[1] != 0.0:
        length *= math.exp(-angle * b[1])
        turned += b[1] * math.log(size)
    return _made(length * math.cos(turned), length * math.sin(turned))


def _whole_power(base, exponent):
    if exponent < 0:
        return complex(1.0, 0.0) / _whole_power(base, -exponent)
    result, factor, mask = complex(1.0, 0.0), base, 1
    while mask <= exponent:
        if exponent & mask:
            result = result * factor
        mask <<= 1
        factor = factor * factor
    return result


def _operator(name, combine):
    def forward(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else combine((self.real, self.imag), parts)

    def backward(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else combine(parts, (self.real, self.imag))

    setattr(complex, f"__{name}__", forward)
    setattr(complex, f"__r{name}__", backward)


for _name, _combine in (
    ("add", _add), ("sub", _subtract), ("mul", _multiply), ("truediv", _divide), ("pow", _power),
):
    _operator(_name, _combine)
