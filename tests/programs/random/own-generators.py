import random

a, b = random.Random(7), random.Random(7)
print([a.randint(0, 9) for _ in range(5)], [b.randint(0, 9) for _ in range(5)])
random.seed(7)
print([random.randint(0, 9) for _ in range(5)], a.random() == b.random() == random.random())
state = a.getstate()
once = [a.random() for _ in range(3)]
a.setstate(state)
print(once == [a.random() for _ in range(3)])
letters = list("abcdef")
random.Random("fixed").shuffle(letters)
print(letters)
