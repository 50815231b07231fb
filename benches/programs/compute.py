"""Plain computation: loops, calls, dict and list work."""


def alternate(count):
    total = 0
    for number in range(count):
        if number % 3 == 0:
            total += number
        else:
            total -= 1
    return total


def fibonacci(number):
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)


counts = {}
for number in range(200_000):
    counts[number] = counts.get(number - 1, 0) + 1
doubled = [number * 2 for number in range(300_000)]
print(alternate(500_000), fibonacci(22), len(counts), sum(doubled))
