"""Calls of functions, some of which call others: so many."""
SIZE = 300_000


def double(number):
    return number + number


def twice(number, times=2):
    return double(number) * times


for number in range(SIZE // 2):
    twice(number)
