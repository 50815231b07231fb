# Shared and own sources, every distribution, seeds of every type.
import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(10), random.randrange(5, 50, 7), random.choice('abcdef'), random.uniform(1, 5), random.getrandbits(70), random.getrandbits(1))
lst = list(range(10)); random.shuffle(lst); print(lst, random.sample(range(1000), 5), random.sample('abcdef', 3), random.choices([1, 2, 3], k=5), random.choices('ab', weights=[1, 3], k=6), random.choices('abc', cum_weights=[1, 2, 10], k=3))
print(random.gauss(0, 1), random.gauss(5, 2), random.gauss(), random.expovariate(2), random.normalvariate(0, 1), random.betavariate(2, 3), random.gammavariate(2, 1), random.gammavariate(0.5, 1), random.triangular(0, 10, 3), random.paretovariate(3), random.weibullvariate(1, 2), random.lognormvariate(0, 1), random.vonmisesvariate(0, 4), random.triangular())
random.seed('hello'); print(random.random(), random.randbytes(5)); random.seed(b'bytes'); print(random.random()); random.seed(3.5); print(random.random()); random.seed(-7); print(random.random()); random.seed(2 ** 100); print(random.random()); random.seed(0); print(random.random()); random.seed(True); print(random.random())
r = random.Random(5); print(r.random(), r.randint(1, 6), [r.randrange(100) for _ in range(5)]); st = r.getstate(); v1 = r.random(); r.setstate(st); print(v1 == r.random(), len(st[1]))
print(random.Random('x').sample(list(range(100)), 20), random.Random(9).sample(['a', 'b'], counts=[5, 3], k=4))
for f in (lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1), lambda: random.choices([1], [1, 2]), lambda: random.seed([]), lambda: random.randrange(1, 10, 0), lambda: random.randrange(2.5), lambda: random.randrange(3, 3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
