import math

print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7))
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.prod([1, 2, 3]))
print(math.sin(1), math.cos(1), math.atan2(1, 2), math.exp(1.5), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
print(math.hypot(3, 4), math.fabs(-2), math.fmod(-7, 3), math.copysign(1, -0.0), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(math.inf))
print(math.degrees(math.pi), math.radians(180), math.pow(2, 0.5), math.modf(2.5), math.frexp(8.0), math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]))
for attempt in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("x"), lambda: math.floor(math.inf)):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
