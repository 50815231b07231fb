def numbers(limit):
    for n in range(limit):
        yield 6 // (2 - n)


def double(values):
    for value in values:
        yield value * 2


for value in double(numbers(5)):
    print(value)
