"""`timedelta`: a length of time, as a whole number of microseconds."""

_DAY = 86_400_000_000
_SECOND = 1_000_000


def _nearest(number, divisor):
    """The quotient, rounded to the nearest whole number, or to the even one of two."""
    whole, left = divmod(number, divisor)
    left *= 2
    if left > divisor if divisor > 0 else left < divisor:
        return whole + 1
    return whole + (whole & 1) if left == divisor else whole


def _microseconds(parts):
    """The sum of numbers, each times its factor. Fractions are added up, and rounded once."""
    total, fractions = 0, 0.0
    for number, factor in parts:
        if isinstance(number, int):
            total += number * factor
        elif isinstance(number, float):
            whole = int(number)
            total += whole * factor
            product = (number - whole) * factor
            total += int(product)
            fractions += product - int(product)
        else:
            raise TypeError(f"unsupported type for timedelta {_NAMES[factor]} component: {type(number).__name__}")
    rounded = round(fractions)
    if abs(rounded - fractions) == 0.5:
        odd = total & 1
        rounded = 2 * round((fractions + odd) * 0.5) - odd
    return total + rounded


_NAMES = {
    1: "microseconds", 1000: "milliseconds", _SECOND: "seconds", 60 * _SECOND: "minutes", 3600 * _SECOND: "hours",
    _DAY: "days", 7 * _DAY: "weeks",
}  # fmt: skip


class timedelta:
    __module__ = "datetime"
    __slots__ = ("_total",)

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        self._total = _microseconds([
            (microseconds, 1), (milliseconds, 1000), (seconds, _SECOND), (minutes, 60 * _SECOND), (hours, 3600 * _SECOND),
            (days, _DAY), (weeks, 7 * _DAY),
        ])  # fmt: skip
        _check(self._total)

    @property
    def days(self):
        return self._total // _DAY

    @property
    def seconds(self):
        return self._total % _DAY // _SECOND

    @property
    def microseconds(self):
        return self._total % _SECOND

    def total_seconds(self):
        return self._total / _SECOND

    def __repr__(self):
        parts = [f"{name}={value}" for name in ("days", "seconds", "microseconds") if (value := getattr(self, name))]
        return f"datetime.timedelta({', '.join(parts) or 0})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06}" if self.microseconds else text

    def __hash__(self):
        return hash(self._total)

    def __bool__(self):
        return self._total != 0

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __add__(self, other):
        return of_microseconds(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return of_microseconds(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return of_microseconds(-self._total)

    def __pos__(self):
        return self

    def __abs__(self):
        return of_microseconds(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return of_microseconds(self._total * other)
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return of_microseconds(_nearest(self._total * numerator, denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            return of_microseconds(_nearest(self._total, other))
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return of_microseconds(_nearest(self._total * denominator, numerator))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        return of_microseconds(self._total // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return of_microseconds(self._total % other._total) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented


def _check(total):
    days = total // _DAY
    if not -(1 << 31) <= days < 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    if not -999_999_999 <= days <= 999_999_999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")


def of_microseconds(total):
    _check(total)
    made = timedelta()
    made._total = total
    return made


timedelta.min = timedelta(-999_999_999)
timedelta.max = timedelta(999_999_999, 86399, 999_999)
timedelta.resolution = timedelta(microseconds=1)
