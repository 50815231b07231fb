def count(limit):
    print("start")
    for i in range(limit):
        print("give", i)
        yield i
    print("end")
    return "done"


numbers = count(2)
print(type(numbers).__name__)
print(next(numbers))
print(next(numbers))
try:
    next(numbers)
except StopIteration as stop:
    print("stop", stop.value)
print(next(numbers, "default"))
print(list(count(1)))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for value in fibonacci():
    if value > 50:
        break
    print(value, end=" ")
print()


def empty():
    return
    yield


print(list(empty()), sum(empty()), dict(zip("abc", fibonacci())))
