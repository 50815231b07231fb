import random

random.seed(1)
print([random.randint(1, 6) for _ in range(20)])
print([random.randrange(10) for _ in range(20)])
print([random.randrange(5, 50, 5) for _ in range(10)], [random.randrange(10, 0, -3) for _ in range(5)])
print(random.randint(5, 5), random.randint(-10, 10), random.randrange(10 ** 20), random.randint(0, 2 ** 100))
print([random.getrandbits(k) for k in (1, 8, 32, 33, 64, 100)])
for attempt in (lambda: random.randint(2, 1), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randrange(1, 10, 0)):
    try:
        attempt()
    except ValueError as error:
        print(error)
