"""Time zones with a fixed distance to UTC. There is no database of others."""

from datetime._delta import timedelta


class tzinfo:
    __module__ = "datetime"

    def utcoffset(self, moment):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, moment):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, moment):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, moment):
        return moment + moment.utcoffset()


class timezone(tzinfo):
    __module__ = "datetime"
    utc = None

    def __new__(cls, offset, name=None):
        if cls.utc is not None and name is None and offset == cls.utc._offset:
            return cls.utc
        return super().__new__(cls)

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(
                f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}"
            )
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                f"not {offset!r}."
            )
        self._offset = offset
        self._name = name

    def utcoffset(self, moment):
        return self._offset

    def dst(self, moment):
        return None

    def tzname(self, moment):
        if self._name is not None:
            return self._name
        return f"UTC{offset_text(self._offset)}" if self._offset else "UTC"

    def fromutc(self, moment):
        return moment + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"


def offset_text(offset, separator=":"):
    """`+02:00`, with seconds only where there are some."""
    sign, offset = ("-", -offset) if offset.days < 0 else ("+", offset)
    minutes, seconds = divmod(offset.seconds, 60)
    text = f"{sign}{minutes // 60:02}{separator}{minutes % 60:02}"
    if seconds or offset.microseconds:
        text += f"{separator}{seconds:02}"
    return f"{text}.{offset.microseconds:06}" if offset.microseconds else text


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
