def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count


average = averager()
print(average.send(None))
print(average.send(10))
print(average.send(20))
try:
    average.send(None)
except StopIteration as stop:
    print("total", stop.value)

try:
    averager().send(1)
except TypeError as error:
    print(error)


def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    yield received


e = echo()
print(next(e), e.send("a"), next(e), e.send("c"))


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)
