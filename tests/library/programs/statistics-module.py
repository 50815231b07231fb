import random
import statistics as s


def trial(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


rng = random.Random(1)
samples = [[1, 2, 3, 4], [1, 2], [5], [1.5, 2.5, 4], [0.1] * 10, [1, 2.5], [3, 1, 2, 2, 3], [True, False], [rng.random() for _ in range(50)], [rng.randrange(1000) for _ in range(31)], [rng.gauss(0, 1e6) for _ in range(20)], [1e300, 1e-300], []]
for data in samples:
    for function in (s.mean, s.fmean, s.median, s.median_low, s.median_high, s.mode, s.multimode, s.pvariance, s.variance, s.pstdev, s.stdev, s.quantiles, s.harmonic_mean):
        trial(lambda: function(data))
print(s.quantiles(range(11), n=10), s.quantiles([1, 2, 3, 4, 5], method="inclusive"), s.quantiles([1, 5, 2, 8, 9, 3], n=3, method="inclusive"), s.mode("aabbb"), s.multimode("aabb"), s.fmean([1, 2, 3], [1, 0, 1]), s.geometric_mean([54, 24, 36]), s.pvariance([1, 2, 3], 2), s.variance([1, 2, 3.5], 2.0))
print(s.correlation([1, 2, 3], [2, 4, 7]), s.covariance([1, 2, 3], [1, 5, 2]), s.harmonic_mean([40, 60], weights=[5, 30]), s.harmonic_mean([1, 0]), s.mean(x for x in [1, 2]))
for bad in (lambda: s.correlation([1], [1]), lambda: s.correlation([1, 1], [1, 2]), lambda: s.quantiles([1]), lambda: s.quantiles([1, 2], n=0), lambda: s.harmonic_mean([-1, 2]), lambda: s.covariance([1], [1, 2])):
    trial(bad)
