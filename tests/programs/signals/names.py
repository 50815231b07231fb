import signal

print(repr(signal.SIGINT), signal.SIGINT, f"{signal.SIGTERM}", int(signal.SIGKILL))
print(signal.SIGINT.name, signal.Signals(15), signal.Signals["SIGUSR1"])
print(repr(signal.SIG_DFL), repr(signal.SIG_IGN), list(signal.Handlers))
print(signal.SIGIOT is signal.SIGABRT, repr(signal.SIGCLD), repr(signal.SIGPOLL))
for member in signal.Signals:
    print(int(member), member.name, signal.strsignal(member))
print(signal.strsignal(32), signal.strsignal(40), signal.NSIG)
print(len(signal.valid_signals()), signal.SIGKILL in signal.valid_signals(), 32 in signal.valid_signals())
print(sorted(signal.valid_signals())[:3])
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGXFSZ, signal.SIGKILL, 32):
    print(int(number), signal.getsignal(number) == signal.SIG_DFL, signal.getsignal(number) == signal.SIG_IGN)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.Signals(99)
except ValueError as error:
    print(error)
