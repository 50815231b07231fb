import random

for seed in (0, 1, 7, 42, 123456789, 2 ** 40 + 5, -3):
    random.seed(seed)
    print(seed, [random.random() for _ in range(4)])
random.seed(5)
first = [random.random() for _ in range(700)]
random.seed(5)
print(first == [random.random() for _ in range(700)], first[-1], f"{sum(first):.6f}")
