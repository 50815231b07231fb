"""Dicts, lists and comprehensions: so many items of each."""
SIZE = 100_000


def fill(size):
    counts = {}
    for number in range(size):
        counts[number] = counts.get(number - 1, 0) + 1
    doubled = [number * 2 for number in range(size)]
    return len(counts) + sum(doubled)


fill(SIZE)
