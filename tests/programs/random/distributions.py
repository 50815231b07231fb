import random

random.seed(11)
print([random.uniform(1, 10) for _ in range(3)], random.uniform(5, -5))
print([round(random.gauss(0, 1), 12) for _ in range(4)])
print(round(random.expovariate(2), 12), round(random.normalvariate(10, 2), 12), round(random.triangular(0, 10, 3), 12))
print(round(random.betavariate(2, 3), 12), round(random.lognormvariate(0, 1), 12), round(random.gammavariate(2, 1), 12))
