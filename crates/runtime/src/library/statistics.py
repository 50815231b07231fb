"""Means, medians and spreads, of integers and floats: exact where CPython is exact. No fractions, decimals or normal distributions."""

from collections import Counter
from math import fsum, sqrt


class StatisticsError(ValueError):
    """There is too little data."""


def _exact(data):
    """The sum as a ratio of two integers, without rounding."""
    numerator, denominator = 0, 1
    for value in data:
        n, d = value.as_integer_ratio()
        if d == denominator:
            numerator += n
        else:
            numerator, denominator = numerator * d + n * denominator, denominator * d
    return numerator, denominator


def _as_number(numerator, denominator, all_integers):
    """The ratio as an int, if it is one and only integers were given, else as the nearest float."""
    if all_integers and numerator % denominator == 0:
        return numerator // denominator
    return numerator / denominator


def _numbers(data, what, least=1):
    data = list(data)
    if len(data) < least:
        if least == 1:
            raise StatisticsError(f"{what} requires at least one data point")
        raise StatisticsError(f"{what} requires at least two data points")
    return data, all(isinstance(value, int) for value in data)


def mean(data):
    data, all_integers = _numbers(data, "mean")
    numerator, denominator = _exact(data)
    return _as_number(numerator, denominator * len(data), all_integers)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([value * weight for value, weight in zip(data, weights)]) / total


def geometric_mean(data):
    from math import exp, log

    data = list(data)
    if not data or any(value <= 0 for value in data):
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return exp(fmean([log(value) for value in data]))


def harmonic_mean(data, weights=None):
    data, _ = _numbers(data, "harmonic_mean")
    if any(value < 0 for value in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if len(data) == 1 and weights is None:
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if 0 in data:
        return 0
    numerator, denominator = _exact([weight / value for value, weight in zip(data, weights)])
    n, d = _exact(weights)
    return n * denominator / (d * numerator)


def median(data):
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    if len(data) < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    inside = method == "inclusive"
    steps = len(data) - 1 if inside else len(data) + 1
    cuts = []
    for i in range(1, n):
        index, rest = divmod(i * steps, n)
        if not inside:
            index = min(max(index, 1), len(data) - 1)
            rest = i * steps - index * n
            index -= 1
        cuts.append((data[index] * (n - rest) + data[index + 1] * rest) / n)
    return cuts


def _squares(data, center):
    """The sum of squared distances from the mean (or the given center) as a ratio, without rounding."""
    numerator, denominator = _exact(data) if center is None else center.as_integer_ratio()
    count = len(data) if center is None else 1
    top, bottom = 0, 1
    for value in data:
        n, d = value.as_integer_ratio()
        n, d = n * denominator * count - numerator * d, d * denominator * count
        top, bottom = (top + n * n, bottom) if d * d == bottom else (top * d * d + n * n * bottom, bottom * d * d)
    return top, bottom


def pvariance(data, mu=None):
    data, all_integers = _numbers(data, "pvariance")
    top, bottom = _squares(data, mu)
    return _as_number(top, bottom * len(data), all_integers)


def variance(data, xbar=None):
    data, all_integers = _numbers(data, "variance", 2)
    top, bottom = _squares(data, xbar)
    return _as_number(top, bottom * (len(data) - 1), all_integers)


def pstdev(data, mu=None):
    data, _ = _numbers(data, "pstdev")
    top, bottom = _squares(data, mu)
    return _root(top, bottom * len(data))


def stdev(data, xbar=None):
    data, _ = _numbers(data, "stdev", 2)
    top, bottom = _squares(data, xbar)
    return _root(top, bottom * (len(data) - 1))


def _root(numerator, denominator):
    """The square root of a ratio as the nearest float: from an integer root with bits to spare, the last of them kept odd."""
    if numerator == 0:
        return 0.0
    shift = (numerator.bit_length() - denominator.bit_length() - 109) // 2
    if shift >= 0:
        return float(_odd_root(numerator, denominator << 2 * shift) << shift)
    return _odd_root(numerator << -2 * shift, denominator) / (1 << -shift)


def _odd_root(numerator, denominator):
    from math import isqrt

    root = isqrt(numerator // denominator)
    return root | (root * root * denominator != numerator)


def covariance(x, y, /):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("covariance requires at least two data points")
    x_mean, y_mean = fsum(x) / len(x), fsum(y) / len(y)
    return fsum([(a - x_mean) * (b - y_mean) for a, b in zip(x, y)]) / (len(x) - 1)


def correlation(x, y, /):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("correlation requires at least two data points")
    x_mean, y_mean = fsum(x) / len(x), fsum(y) / len(y)
    sxy = fsum([(a - x_mean) * (b - y_mean) for a, b in zip(x, y)])
    sxx = fsum([(a - x_mean) ** 2.0 for a in x])
    syy = fsum([(b - y_mean) ** 2.0 for b in y])
    if not sxx * syy:
        raise StatisticsError("at least one of the inputs is constant")
    return sxy / sqrt(sxx * syy)
