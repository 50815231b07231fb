"""`time`: a time of day, with or without a zone."""

from _calendar import formatted, moment
from datetime._dates import _shown_class, whole
from datetime._delta import timedelta
from datetime._zones import UTC, offset_text, timezone, tzinfo

_PRECISIONS = {"hours": 1, "minutes": 2, "seconds": 3}


def check_time(hour, minute, second, microsecond, zone, fold):
    if not 0 <= whole(hour) <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= whole(minute) <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= whole(second) <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= whole(microsecond) <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


def time_text(clock, timespec="auto"):
    hour, minute, second, microsecond = clock
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    whole_seconds = f"{hour:02}:{minute:02}:{second:02}"
    if timespec in _PRECISIONS:
        return whole_seconds[: _PRECISIONS[timespec] * 3 - 1]
    if timespec == "milliseconds":
        return f"{whole_seconds}.{microsecond // 1000:03}"
    if timespec == "microseconds":
        return f"{whole_seconds}.{microsecond:06}"
    raise ValueError("Unknown timespec value")


def parse_time(text):
    """The clock and the zone of `07:08:09.5+02:00`; None if it is no such text."""
    zone = None
    for index, letter in enumerate(text):
        if letter in "+-Z":
            zone = UTC if text[index:] == "Z" else _parse_offset(text[index:])
            if zone is None:
                return None
            text = text[:index]
            break
    clock = _parse_clock(text)
    return None if clock is None else (clock, zone)


def _parse_offset(text):
    clock = _parse_clock(text[1:])
    if clock is None:
        return None
    hours, minutes, seconds, microseconds = clock
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    return UTC if not offset else timezone(-offset if text[0] == "-" else offset)


def _parse_clock(text):
    text, dot, fraction = text.replace(",", ".").partition(".")
    parts = text.split(":") if ":" in text else [text[index : index + 2] for index in range(0, len(text), 2)]
    is_digits = all(len(part) == 2 and part.isdigit() for part in parts) and len(parts) <= 3 and parts
    if not is_digits or (dot and (not fraction.isdigit() or len(parts) < 3)):
        return None
    numbers = [int(part) for part in parts] + [0, 0]
    return (*numbers[:3], int(fraction[:6].ljust(6, "0")) if dot else 0)


class time:
    __module__ = "datetime"

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_time(hour, minute, second, microsecond, tzinfo, fold)
        self._clock = (hour, minute, second, microsecond)
        self._zone = tzinfo
        self._fold = fold

    hour = property(lambda self: self._clock[0])
    minute = property(lambda self: self._clock[1])
    second = property(lambda self: self._clock[2])
    microsecond = property(lambda self: self._clock[3])
    tzinfo = property(lambda self: self._zone)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        parts = parse_time(text.removeprefix("T"))
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*parts[0], parts[1])

    def utcoffset(self):
        return None if self._zone is None else self._zone.utcoffset(None)

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(None)

    def dst(self):
        return None if self._zone is None else self._zone.dst(None)

    def isoformat(self, timespec="auto"):
        offset = self.utcoffset()
        return time_text(self._clock, timespec) + ("" if offset is None else offset_text(offset))

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_shown_class(self)}({clock_repr(self._clock)}{zone_repr(self)})"

    def strftime(self, format):
        offset = self.utcoffset()
        shown = "" if offset is None else offset_text(offset, "")
        return formatted(format, moment(1900, 1, 1, *self._clock[:3]), self.microsecond, shown, self.tzname() or "")

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (hour, minute, second, microsecond)
        clock = [old if new is None else new for old, new in zip(self._clock, given)]
        zone = self._zone if tzinfo is True else tzinfo
        return type(self)(*clock, zone, fold=self._fold if fold is None else fold)

    def __bool__(self):
        return True

    def _order(self):
        hour, minute, second, microsecond = self._clock
        here = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)
        return here - (self.utcoffset() or timedelta(0))

    def __hash__(self):
        return hash(self._order())

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._order() == other._order()

    def _compared(self, other, compare):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return compare(self._order(), other._order())

    def __lt__(self, other):
        return self._compared(other, lambda ours, theirs: ours < theirs)

    def __le__(self, other):
        return self._compared(other, lambda ours, theirs: ours <= theirs)

    def __gt__(self, other):
        return self._compared(other, lambda ours, theirs: ours > theirs)

    def __ge__(self, other):
        return self._compared(other, lambda ours, theirs: ours >= theirs)


def clock_repr(clock):
    shown = 4 if clock[3] else 3 if clock[2] else 2
    return ", ".join([str(part) for part in clock[:shown]])


def zone_repr(obj):
    fold = f", fold={obj.fold}" if obj.fold else ""
    return fold if obj.tzinfo is None else f"{fold}, tzinfo={obj.tzinfo!r}"


time.min = time()
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
