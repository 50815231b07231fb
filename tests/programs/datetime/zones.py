from datetime import UTC, datetime, time, timedelta, timezone

east = timezone(timedelta(hours=2), "EAST")
west = timezone(timedelta(hours=-5, minutes=-30))
noon = datetime(2024, 6, 1, 12, 0, tzinfo=east)
print(noon, repr(noon), noon.isoformat(), noon.utcoffset(), noon.tzname(), noon.strftime("%H:%M %z %Z"))
print(noon.astimezone(west), noon.astimezone(UTC), noon.astimezone(timezone.utc) == noon, noon.timestamp())
print(west, repr(west), timezone.utc, repr(timezone.utc), west.utcoffset(None), east == timezone(timedelta(hours=2)))
print(datetime.fromtimestamp(1_700_000_000, timezone.utc), datetime.fromtimestamp(1.5), datetime.utcfromtimestamp(0))
print(noon - datetime(2024, 6, 1, 12, 0, tzinfo=west), noon.replace(tzinfo=None), time(1, 2, tzinfo=UTC), noon.timetz())
print(datetime.fromisoformat("2024-06-01T12:00:00+02:00") == noon, datetime.fromisoformat("2024-06-01T10:00Z"))
for attempt in (lambda: noon - datetime(2024, 1, 1), lambda: noon < datetime(2024, 1, 1), lambda: timezone(timedelta(hours=24))):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(noon == datetime(2024, 6, 1, 12, 0))
