import random

random.seed(3)
colors = ["red", "green", "blue", "white"]
print([random.choice(colors) for _ in range(10)], random.choice("xyz"), random.choice(range(100)))
deck = list(range(12))
random.shuffle(deck)
print(deck)
print(random.sample(range(100), 8), random.sample(colors, 3), random.sample("abcdef", k=6), random.sample(range(10 ** 9), 3))
print(random.choices(colors, k=5), random.choices("ab", weights=[1, 9], k=10), random.choices([1, 2, 3], cum_weights=[1, 2, 10], k=4))
for attempt in (lambda: random.choice([]), lambda: random.sample([1], 2)):
    try:
        attempt()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
