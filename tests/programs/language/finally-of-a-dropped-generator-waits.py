# What a generator does at its end, when it is dropped, takes its time.
import time


def numbers():
    try:
        yield from range(5)
    finally:
        print("closing")
        time.sleep(0.1)
        print("closed")


start = time.monotonic()
generator = numbers()
print(next(generator))
del generator
print("after", round(time.monotonic() - start, 1))
for number in numbers():
    if number == 1:
        break
print("over", round(time.monotonic() - start, 1))
