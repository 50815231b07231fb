"""Dates and times: CPython's, over the run's clock. The local time zone is UTC."""

from _calendar import EPOCH, formatted, moment, parsed
from datetime._dates import _shown_class, check_date, checked_ordinal, date, parse_date
from datetime._delta import of_microseconds, timedelta
from datetime._times import check_time, clock_repr, parse_time, time, time_text, zone_repr
from datetime._zones import UTC, offset_text, timezone, tzinfo

MINYEAR = 1
MAXYEAR = 9999
_DAY = 86_400_000_000


class datetime(date):
    """A day and a time of day, with or without a zone."""

    def __init__(self, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_date(year, month, day)
        check_time(hour, minute, second, microsecond, tzinfo, fold)
        self._date = (year, month, day)
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
    def now(cls, tz=None):
        from time import time

        return cls.fromtimestamp(time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        whole = int(timestamp)
        since = whole * 1_000_000 + round((timestamp - whole) * 1e6)
        made = cls._of_microseconds(EPOCH * _DAY + since, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(*date._date, *time._clock, time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def strptime(cls, text, format):
        parts, microsecond, offset = parsed(text, format)
        zone = None if offset is None else timezone(timedelta(seconds=offset)) if offset else UTC
        return cls(*parts[:6], microsecond, zone)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        for length in (10, 8):
            day = parse_date(text[:length])
            rest = text[length + 1 :]
            clock = parse_time(rest) if rest else ((0, 0, 0, 0), None)
            if day is not None and clock is not None and (rest or len(text) == length):
                return cls(*day, *clock[0], clock[1])
        raise ValueError(f"Invalid isoformat string: {text!r}")

    @classmethod
    def _of_microseconds(cls, total, zone, fold=0):
        """From microseconds since the year 0."""
        days, left = divmod(total, _DAY)
        seconds, microsecond = divmod(left, 1_000_000)
        parts = checked_ordinal(days)
        return cls(*parts, seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, zone, fold=fold)

    def _microseconds(self):
        hour, minute, second, microsecond = self._clock
        return self.toordinal() * _DAY + ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond

    def date(self):
        return date(*self._date)

    def time(self):
        return time(*self._clock, fold=self._fold)

    def timetz(self):
        return time(*self._clock, self._zone, fold=self._fold)

    def utcoffset(self):
        return None if self._zone is None else self._zone.utcoffset(self)

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(self)

    def dst(self):
        return None if self._zone is None else self._zone.dst(self)

    def timetuple(self):
        return moment(*self._date, *self._clock[:3], -1 if self.dst() is None else int(bool(self.dst())))

    def utctimetuple(self):
        there = self - (self.utcoffset() or timedelta(0))
        return moment(*there._date, *there._clock[:3], 0)

    def timestamp(self):
        since = self._microseconds() - EPOCH * _DAY
        return (timedelta(microseconds=since) - (self.utcoffset() or timedelta(0))).total_seconds()

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        if tz is self._zone:
            return self
        there = self.replace(tzinfo=None) - (self.utcoffset() or timedelta(0))
        return tz.fromutc(there.replace(tzinfo=tz))

    def isoformat(self, sep="T", timespec="auto"):
        offset = self.utcoffset()
        text = f"{date.isoformat(self)}{sep}{time_text(self._clock, timespec)}"
        return text if offset is None else text + offset_text(offset)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        day = ", ".join([str(part) for part in self._date])
        return f"{_shown_class(self)}({day}, {clock_repr(self._clock)}{zone_repr(self)})"

    def strftime(self, format):
        offset = self.utcoffset()
        shown = "" if offset is None else offset_text(offset, "")
        return formatted(format, self.timetuple(), self.microsecond, shown, self.tzname() or "")

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        given = (year, month, day, hour, minute, second, microsecond)
        parts = [old if new is None else new for old, new in zip(self._date + self._clock, given)]
        zone = self._zone if tzinfo is True else tzinfo
        return type(self)(*parts, zone, fold=self._fold if fold is None else fold)

    def _order(self):
        return self._microseconds() - (self.utcoffset() or timedelta(0))._total

    def __hash__(self):
        return hash(self._order())

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._order() == other._order()

    def _pair(self, other):
        if not isinstance(other, datetime):
            raise TypeError(f"can't compare {_shown_class(self)} to {_shown_class(other)}")
        self._check_alike(other, "compare")
        return self._order(), other._order()

    def _check_alike(self, other, verb):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError(f"can't {verb} offset-naive and offset-aware datetimes")

    def __add__(self, other):
        if isinstance(other, timedelta):
            return self._of_microseconds(self._microseconds() + other._total, self._zone)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if isinstance(other, datetime):
            self._check_alike(other, "subtract")
            return of_microseconds(self._order() - other._order())
        return NotImplemented


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
