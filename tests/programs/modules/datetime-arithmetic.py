from datetime import date, datetime, timedelta, timezone

start = datetime(2024, 2, 28, 23, 30)
print(start, start + timedelta(hours=1), start + timedelta(days=2), repr(timedelta(minutes=90)), timedelta(minutes=90), str(timedelta(days=2, seconds=5)))
print(start.isoformat(), start.strftime("%Y/%m/%d %H:%M:%S %A %b"), start.weekday(), start.date(), start.time(), (datetime(2024, 3, 1) - start).total_seconds())
print(date(2024, 12, 25) - date(2024, 12, 1), date(2023, 1, 1) < date(2024, 1, 1), datetime.fromisoformat("2024-05-06T07:08:09"), timedelta(hours=25).days)
print(datetime(2024, 1, 1, tzinfo=timezone.utc), repr(date(2024, 1, 2)), datetime.strptime("05.06.2024", "%d.%m.%Y"), start.replace(hour=1))
try:
    date(2023, 2, 29)
except ValueError as error:
    print(error)
