from datetime import date, datetime, timedelta

day = date(2024, 2, 29)
print(day, repr(day), day.weekday(), day.isoweekday(), day.isocalendar(), day.toordinal(), day.timetuple().tm_yday)
print(day + timedelta(days=366), day - date(2023, 2, 28), day.replace(year=2020, day=1), date.fromordinal(738000))
print(date.fromisoformat("2024-12-31"), date.fromisoformat("20241231"), date.fromisocalendar(2025, 1, 1), date.min, date.max)
print(f"{day:%d.%m.%y}", day.strftime("%A %d %B %Y, day %j, week %W"), day.ctime(), date.fromtimestamp(86400 * 365))
print(day < date(2024, 3, 1), day == date(2024, 2, 29), day in {date(2024, 2, 29)}, day == datetime(2024, 2, 29))
for parts in [(2023, 2, 29), (2023, 13, 1), (0, 1, 1), (2023, 4, 31)]:
    try:
        date(*parts)
    except ValueError as error:
        print(parts, error)
for attempt in (lambda: day < datetime(2024, 1, 1), lambda: date.fromisoformat("2024-2-29"), lambda: date.max + timedelta(1)):
    try:
        print(attempt())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
