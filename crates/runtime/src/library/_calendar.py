"""Days of the calendar, and times as text: what `time` and `datetime` share. There is one time zone, UTC, and one language."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
EPOCH = 719163  # 1970-01-01 as a day counted from 0001-01-01, which is 1


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_of_year(year, month, day):
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and is_leap(year)) + day


def ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + day_of_year(year, month, day)


def from_ordinal(number):
    """Year, month and day."""
    centuries4, left = divmod(number - 1, 146097)
    centuries, left = divmod(left, 36524)
    years4, left = divmod(left, 1461)
    years, left = divmod(left, 365)
    year = centuries4 * 400 + centuries * 100 + years4 * 4 + years + 1
    if years == 4 or centuries == 4:  # the last day of a leap year
        return year - 1, 12, 31
    month = 12
    while day_of_year(year, month, 1) > left + 1:
        month -= 1
    return year, month, left + 2 - day_of_year(year, month, 1)


def iso_week(year, month, day):
    """Year, week and weekday of ISO 8601: the first week is the one with the first Thursday."""
    today = ordinal(year, month, day)

    def first_monday(year):
        first = ordinal(year, 1, 1)
        weekday = (first + 6) % 7
        return first - weekday + (7 if weekday > 3 else 0)

    if today < first_monday(year):
        year -= 1
    elif today >= first_monday(year + 1):
        year += 1
    week, weekday = divmod(today - first_monday(year), 7)
    return year, week + 1, weekday + 1


class struct_time(tuple):
    """A moment in nine numbers."""

    __module__ = "time"
    _fields = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __repr__(self):
        return f"time.struct_time({', '.join([f'{name}={value}' for name, value in zip(self._fields, self)])})"


for _place, _name in enumerate(struct_time._fields):
    setattr(struct_time, _name, property(lambda self, index=_place: self[index]))


def moment(year, month, day, hour=0, minute=0, second=0, isdst=-1):
    weekday = (ordinal(year, month, day) + 6) % 7
    return struct_time((year, month, day, hour, minute, second, weekday, day_of_year(year, month, day), isdst))


def _now():
    from time import time

    return time()


def gmtime(seconds=None):
    seconds = int(_now() if seconds is None else seconds // 1)
    days, left = divmod(seconds, 86400)
    return moment(*from_ordinal(EPOCH + days), left // 3600, left // 60 % 60, left % 60, 0)


localtime = gmtime


def mktime(moment):
    year, month, day, hour, minute, second = moment[:6]
    return float((ordinal(year, month, day) - EPOCH) * 86400 + hour * 3600 + minute * 60 + second)


def asctime(moment=None):
    return strftime("%a %b %e %H:%M:%S %Y", moment)


def ctime(seconds=None):
    return asctime(gmtime(seconds))


def strftime(format, moment=None):
    return formatted(format, gmtime() if moment is None else moment)


def formatted(format, moment, microsecond=0, offset="", zone="UTC"):
    """`strftime`, with what only `datetime` knows."""
    pieces = []
    characters = iter(format)
    for character in characters:
        if character != "%":
            pieces.append(character)
            continue
        directive = next(characters, None)
        if directive == "-":  # without padding, as glibc has it
            pieces.append(_directive(next(characters, ""), moment, microsecond, offset, zone).lstrip("0 ") or "0")
        else:
            pieces.append("%" if directive is None else _directive(directive, moment, microsecond, offset, zone))
    return "".join(pieces)


_COMPOSED = {
    "c": "%a %b %e %H:%M:%S %Y", "x": "%m/%d/%y", "D": "%m/%d/%y", "X": "%H:%M:%S", "T": "%H:%M:%S", "F": "%Y-%m-%d",
    "R": "%H:%M", "r": "%I:%M:%S %p",
}  # fmt: skip


def _directive(letter, moment, microsecond, offset, zone):
    year, month, day, hour, minute, second, weekday, yearday = moment[:8]
    if letter in _COMPOSED:
        return formatted(_COMPOSED[letter], moment, microsecond, offset, zone)
    match letter:
        case "Y": return str(year)
        case "m": return f"{month:02}"
        case "d": return f"{day:02}"
        case "e": return f"{day:2}"
        case "H": return f"{hour:02}"
        case "I": return f"{(hour + 11) % 12 + 1:02}"
        case "M": return f"{minute:02}"
        case "S": return f"{second:02}"
        case "f": return f"{microsecond:06}"
        case "p": return "AM" if hour < 12 else "PM"
        case "y": return f"{year % 100:02}"
        case "C": return f"{year // 100:02}"
        case "j": return f"{yearday:03}"
        case "a": return DAY_NAMES[weekday][:3]
        case "A": return DAY_NAMES[weekday]
        case "b" | "h": return MONTH_NAMES[month - 1][:3]
        case "B": return MONTH_NAMES[month - 1]
        case "w": return str((weekday + 1) % 7)
        case "u": return str(weekday + 1)
        case "U": return f"{(yearday + 6 - (weekday + 1) % 7) // 7:02}"
        case "W": return f"{(yearday + 6 - weekday) // 7:02}"
        case "G": return str(iso_week(year, month, day)[0])
        case "V": return f"{iso_week(year, month, day)[1]:02}"
        case "s": return str(int(mktime(moment)))
        case "z": return offset
        case "Z": return zone
        case "n": return "\n"
        case "t": return "\t"
        case "%": return "%"
    return "%" + letter


def strptime(text, format="%a %b %d %H:%M:%S %Y"):
    return parsed(text, format)[0]


_DIGITS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "f": 6, "y": 2, "j": 3}
_NAMES = {
    "A": DAY_NAMES, "a": [name[:3] for name in DAY_NAMES], "B": MONTH_NAMES, "b": [name[:3] for name in MONTH_NAMES],
    "p": ("AM", "PM"),
}  # fmt: skip


def parsed(text, format):
    """The moment that a text means, its microseconds, and its distance to UTC in seconds, or None."""
    for letter, whole in _COMPOSED.items():
        format = format.replace("%" + letter, whole.replace("%e", "%d"))
    found = {}
    index = 0
    letters = iter(format)
    for letter in letters:
        if letter == "%":
            letter = next(letters, "")
            taken = _take(letter, text[index:], found)
        elif letter.isspace():
            taken = len(text[index:]) - len(text[index:].lstrip())
        else:
            taken = 1 if text[index : index + 1].lower() == letter.lower() else None
        if taken is None:
            raise ValueError(f"time data {text!r} does not match format {format!r}")
        index += taken
    if index < len(text):
        raise ValueError(f"unconverted data remains: {text[index:]}")
    return _moment_of(found)


def _take(letter, text, found):
    """Reads one directive off the front of a text, and says how long it was; None if it is not there."""
    if letter == "%":
        return 1 if text[:1] == "%" else None
    if letter in _NAMES:
        for value, name in enumerate(_NAMES[letter]):
            if text.lower().startswith(name.lower()):
                found[letter.lower() if letter in "aA" else letter] = value
                return len(name)
        return None
    if letter == "z":
        return _take_offset(text, found)
    if letter == "Z":
        for name in ("UTC", "GMT"):
            if text.upper().startswith(name):
                return 3
        return None
    if letter not in _DIGITS:
        raise ValueError(f"'{letter}' is a bad directive in format '%{letter}'")
    count = 0
    while count < _DIGITS[letter] and text[count : count + 1].isdigit():
        count += 1
    if not count or (letter == "Y" and count < 4) or (letter == "y" and count < 2):
        return None
    if not _fits(letter, int(text[:count])):
        count -= 1
        if not count or not _fits(letter, int(text[:count])):
            return None
    digits = text[:count]
    found[letter] = int(digits.ljust(6, "0") if letter == "f" else digits)
    return count


_LARGEST = {"m": 12, "d": 31, "H": 23, "I": 12, "M": 59, "S": 61, "j": 366}


def _fits(letter, number):
    return number <= _LARGEST.get(letter, number) and (number > 0 or letter not in "mdIj")


def _take_offset(text, found):
    if text[:1] == "Z":
        found["z"] = 0
        return 1
    digits = text[1:6].replace(":", "")
    if text[:1] not in ("+", "-") or len(digits) < 4 or not digits[:4].isdigit():
        return None
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60
    found["z"] = -seconds if text[0] == "-" else seconds
    return 6 if text[3:4] == ":" else 5


def _moment_of(found):
    year = found.get("Y", 1900)
    if "y" in found:
        year = found["y"] + (1900 if found["y"] > 68 else 2000)
    month = found.get("m", found.get("B", found.get("b", -1) if "B" not in found else 0))
    if "m" not in found:
        month = month + 1 if month >= 0 else 1
    day = found.get("d", 1)
    if "j" in found and "m" not in found and "d" not in found:
        year, month, day = from_ordinal(ordinal(year, 1, 1) + found["j"] - 1)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    if day > days_in_month(year, month):
        raise ValueError("day is out of range for month")
    second = found.get("S", 0)
    return moment(year, month, day, hour, found.get("M", 0), second), found.get("f", 0), found.get("z")
