"""Loops with plain arithmetic: so many turns of each."""
SIZE = 400_000


def alternate(count):
    total = 0
    for number in range(count):
        if number % 3 == 0:
            total += number
        else:
            total -= 1
    return total


def count_down(number):
    while number > 0:
        number -= 1


alternate(SIZE)
count_down(SIZE)
