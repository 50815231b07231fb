from datetime import timedelta

day, minute = timedelta(days=1), timedelta(minutes=1)
for length in (day, minute, -minute, day + minute * 90, timedelta(weeks=2, hours=-1), timedelta(milliseconds=1500), timedelta()):
    print(repr(length), length, length.total_seconds(), bool(length))
print(day / minute, day // timedelta(hours=5), day % timedelta(hours=5), divmod(day, timedelta(hours=7)))
print(day / 7, day * 1.5, 0.1 * minute, day // 7, abs(-day) == day, day > minute, max(day, minute))
print(timedelta(seconds=0.1 + 0.2), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(days=0.5, hours=0.25))
print(timedelta.min, timedelta.max, timedelta.resolution, hash(day) == hash(timedelta(hours=24)))
print(sum([minute, minute], timedelta()), sorted([day, -day, minute]), {day: "a"}[timedelta(hours=24)])
try:
    timedelta(10 ** 9)
except OverflowError as error:
    print(error)
try:
    timedelta(days="1")
except TypeError as error:
    print(error)
