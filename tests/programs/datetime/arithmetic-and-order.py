from datetime import date, datetime, time, timedelta

start = datetime(2023, 12, 31, 23, 59, 30)
print(start + timedelta(seconds=45), start - timedelta(days=365), start - datetime(2023, 1, 1), start.date() + timedelta(1))
print([str(start + n * timedelta(hours=8)) for n in range(3)], start.replace(month=2, day=28, microsecond=7))
print(sorted([start, datetime.min, datetime(2000, 1, 1)])[1], min(time(3), time(2, 59)), time(1) < time(1, 0, 1), time.max)
print(datetime.combine(date(2024, 1, 2), time(3, 4)), start.weekday(), start.timetuple()[:6], start.toordinal())
print(start == datetime(2023, 12, 31, 23, 59, 30), len({start, start + timedelta(0)}), start != date(2023, 12, 31))
print((datetime(2024, 3, 1) - datetime(2024, 2, 1)).days, (date(2025, 1, 1) - date(2024, 1, 1)).days)
for attempt in (lambda: datetime(2024, 1, 1, 24), lambda: time(0, 60), lambda: datetime.max + timedelta(1), lambda: datetime(2024, 1)):
    try:
        attempt()
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, str(error)[:40])
now = datetime.now()
print(now <= datetime.now(), datetime.now() - now < timedelta(minutes=1))
