sign = lambda n: "negative" if n < 0 else "zero" if n == 0 else "positive"
print([sign(n) for n in (-5, 0, 5)])
add = lambda *args, start=0, **rest: (sum(args) + start, rest)
print(add(1, 2, 3), add(1, start=10, other=2))
print((lambda: (yield))().__class__.__name__)
compose = lambda *fs: lambda x: compose(*fs[:-1])(fs[-1](x)) if fs else x
print(compose(str, lambda x: x + 1, lambda x: x * 2)(5))
print(sorted("banana", key=lambda c: (-"banana".count(c), c)))
print(add.__name__, (lambda x: x).__name__)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(table["+"](1, 2), table["-"](1, 2))
print(list(map(lambda pair: pair[0] * pair[1], enumerate([5, 6, 7]))))
