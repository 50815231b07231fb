import time, datetime as D, signal, os
def attempt(f):
    try:
        r = f()
        print("ok", r)
    except BaseException as e:
        print(type(e).__name__, e)
d = D.datetime(2024, 2, 29, 12, 30, 15, 123456)
print(d, repr(d), d.isoformat(), d.date(), d.time(), d.strftime("%Y-%m-%d %H:%M:%S.%f %j %A %a %B %b %p %I %y %U %w %%"), d.weekday(), d.isoweekday(), d.isocalendar(), d.timetuple()[:6], d.toordinal(), d.replace(year=2023, day=1), d.ctime())
print(D.datetime.strptime("2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S"), D.datetime.fromisoformat("2024-01-02T03:04:05+02:00"), D.date.fromisoformat("2024-01-02"), D.datetime.fromtimestamp(0, D.timezone.utc), D.datetime.fromtimestamp(1.5, tz=D.timezone.utc).timestamp())
td = D.timedelta(days=1, hours=2, minutes=3, seconds=4.5)
print(td, repr(td), td.total_seconds(), td * 2, td / 2, -td, td // 2, abs(-td), td.days, td.seconds, td.microseconds, td > D.timedelta(1), D.timedelta(weeks=1), divmod(td, D.timedelta(hours=1)), td % D.timedelta(hours=1), D.timedelta.max)
print(d + td, d - td, d - D.datetime(2024, 1, 1), D.date(2024, 1, 31) + D.timedelta(1), D.datetime.combine(D.date(2024, 1, 1), D.time(1, 2)), D.time(1, 2, 3, tzinfo=D.timezone.utc), D.timezone(D.timedelta(hours=5, minutes=30)), d.astimezone(D.timezone.utc).tzinfo)
for bad in (lambda: D.date(2023, 2, 29), lambda: D.datetime(2024, 13, 1), lambda: D.time(25), lambda: d < D.datetime.now(D.timezone.utc), lambda: D.datetime.strptime("x", "%Y"), lambda: D.datetime.strptime("2024 x", "%Y"), lambda: D.timezone(D.timedelta(days=1)), lambda: D.date.fromisoformat("x"), lambda: D.timedelta(days=10**10)): attempt(bad)
print(f"{d:%H:%M}", D.UTC, D.MINYEAR, D.datetime.min, D.date.max, d == d.replace(), hash(d) == hash(d.replace()), D.date.today() <= D.date.today(), d.utcoffset())
attempt(lambda: time.sleep(-1)); attempt(lambda: time.sleep("x")); print(time.strftime("%Y", time.gmtime(0)), time.gmtime(86400).tm_mday, time.mktime(time.localtime(0)), time.strptime("2024-01-02", "%Y-%m-%d").tm_yday, time.asctime(time.gmtime(0)), time.ctime(0), tuple(time.gmtime(0)), time.gmtime(0))
def h(s, f): print("sig", signal.Signals(s).name)
print(signal.signal(signal.SIGUSR1, h), signal.getsignal(signal.SIGUSR1) is h, signal.SIGINT, signal.Signals.SIGTERM, int(signal.SIGKILL), signal.strsignal(15), signal.Signals(2).name, signal.SIG_DFL, signal.default_int_handler)
os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGUSR1)
attempt(lambda: signal.signal(signal.SIGKILL, h)); attempt(lambda: signal.signal(1000, h)); attempt(lambda: signal.signal(signal.SIGUSR1, 5)); attempt(lambda: signal.Signals(999))
signal.signal(signal.SIGALRM, h); signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(0.05); print(signal.alarm(0), signal.getitimer(signal.ITIMER_REAL)[0], len(signal.valid_signals()) > 30, signal.NSIG)
