"""`date`: a day."""

from _calendar import EPOCH, days_in_month, formatted, from_ordinal, iso_week, moment, ordinal
from datetime._delta import timedelta


class IsoCalendarDate(tuple):
    __module__ = "datetime"
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def whole(value):
    """The value, if it is a whole number."""
    if isinstance(value, int):
        return value
    if hasattr(value, "__index__"):
        return value.__index__()
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def check_date(year, month, day):
    for index, (name, value) in enumerate([("month", month), ("day", day)], start=2):
        if value is None:
            raise TypeError(f"function missing required argument '{name}' (pos {index})")
    if not 1 <= whole(year) <= 9999:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= whole(month) <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= whole(day) <= days_in_month(year, month):
        raise ValueError("day is out of range for month")


def checked_ordinal(number):
    if not 1 <= number <= 3652059:
        raise OverflowError("date value out of range")
    return from_ordinal(number)


def parse_date(text):
    """Year, month and day of `2024-05-06`, `20240506`, `2024-W19-1`; None if it is none of these."""
    digits = text.replace("-", "")
    if "W" in digits:
        year, _, week = digits.partition("W")
        if len(year) != 4 or len(week) not in (2, 3) or not (year + week).isdigit():
            return None
        first = ordinal(int(year), 1, 4)
        monday = first - (first + 6) % 7
        return from_ordinal(monday + (int(week[:2]) - 1) * 7 + int(week[2:] or 1) - 1)
    dashes = [index for index, letter in enumerate(text) if letter == "-"]
    if len(digits) != 8 or not digits.isdigit() or dashes not in ([], [4, 7]):
        return None
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


class date:
    __module__ = "datetime"

    def __init__(self, year, month=None, day=None):
        check_date(year, month, day)
        self._date = (year, month, day)

    year = property(lambda self: self._date[0])
    month = property(lambda self: self._date[1])
    day = property(lambda self: self._date[2])

    @classmethod
    def today(cls):
        from time import time

        return cls.fromtimestamp(time())

    @classmethod
    def fromtimestamp(cls, seconds):
        return cls.fromordinal(EPOCH + int(seconds // 86400))

    @classmethod
    def fromordinal(cls, number):
        if number < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*checked_ordinal(number))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        parts = parse_date(text)
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= week <= 53:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls(*parse_date(f"{year:04}W{week:02}{day}"))

    def toordinal(self):
        return ordinal(*self._date)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(iso_week(*self._date))

    def isoformat(self):
        return "%04d-%02d-%02d" % self._date

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_shown_class(self)}({', '.join([str(part) for part in self._date])})"

    def timetuple(self):
        return moment(*self._date)

    def strftime(self, format):
        return formatted(format, self.timetuple(), zone="")

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def ctime(self):
        return self.strftime(f"%a %b %e %H:%M:%S {self.year:04}")

    def replace(self, year=None, month=None, day=None):
        given = (year, month, day)
        return type(self)(*[old if new is None else new for old, new in zip(self._date, given)])

    def __hash__(self):
        return hash(self._date)

    def _compared(self, other, compare):
        return compare(*self._pair(other)) if isinstance(other, date) else NotImplemented

    def _pair(self, other):
        """Both as values that can be compared."""
        if hasattr(other, "_clock"):
            raise TypeError(f"can't compare {_shown_class(self)} to {_shown_class(other)}")
        return self._date, other._date

    def __eq__(self, other):
        if not isinstance(other, date) or hasattr(other, "_clock"):
            return NotImplemented
        return self._date == other._date

    def __lt__(self, other):
        return self._compared(other, lambda ours, theirs: ours < theirs)

    def __le__(self, other):
        return self._compared(other, lambda ours, theirs: ours <= theirs)

    def __gt__(self, other):
        return self._compared(other, lambda ours, theirs: ours > theirs)

    def __ge__(self, other):
        return self._compared(other, lambda ours, theirs: ours >= theirs)

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*checked_ordinal(self.toordinal() + other.days))
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


def _shown_class(obj):
    kind = type(obj)
    return f"datetime.{kind.__qualname__}" if kind.__module__ == "datetime" else kind.__qualname__


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
