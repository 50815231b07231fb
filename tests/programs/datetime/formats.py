from datetime import datetime, time

moment = datetime(2026, 1, 5, 15, 4, 7, 89)
for format in ("%Y-%m-%d", "%d/%m/%y %H:%M:%S.%f", "%I:%M %p", "%a %A %b %B", "%j %U %W %w %u", "%c", "%x %X", "%G-W%V", "100%%"):
    print(format, moment.strftime(format))
print(moment.isoformat(), moment.isoformat(" "), moment.isoformat(timespec="minutes"), moment.isoformat("T", "milliseconds"))
print(str(moment), f"{moment:%H:%M}", repr(moment), repr(time(1)), repr(time(1, 2, 3, 4)), moment.time(), moment.ctime())
for text, format in [
    ("05.06.2024", "%d.%m.%Y"), ("Jan 5 2026 3:04PM", "%b %d %Y %I:%M%p"), ("2026-01-05 15:04:07.25", "%Y-%m-%d %H:%M:%S.%f"),
    ("12:30 +0200", "%H:%M %z"), ("monday 1 january 99", "%A %d %B %y"), ("nope", "%Y"), ("2026 x", "%Y"), ("31.02.2026", "%d.%m.%Y"),
]:
    try:
        print(repr(datetime.strptime(text, format)))
    except ValueError as error:
        print(error)
for text in ("2026-01-05", "2026-01-05T10", "20260105T101112", "2026-01-05 10:11:12.5", "2026-W02-1", "tomorrow"):
    try:
        print(datetime.fromisoformat(text))
    except ValueError as error:
        print(error)
