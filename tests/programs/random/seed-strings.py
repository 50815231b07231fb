import random

for seed in ("talk", "", "a longer seed with spaces", b"bytes", 2.5, "é"):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(1, 100), random.choice("abcdef"))
