print([x * y for x in range(4) if x for y in range(3) if y != x])
print({x % 3: x for x in range(10)})
print(sorted({len(w) for w in "the quick brown fox jumps".split()}))
print(sum(x * x for x in range(10)))
print([[row[i] for row in [[1, 2], [3, 4], [5, 6]]] for i in range(2)])
print([a + b for a, b in zip("abc", "xyz")])
print([(i, [j for j in range(i)]) for i in range(4)])

x = "outer"
squares = [x * x for x in range(5)]
print(x, squares)


def scopes(n):
    return [n + k for k in range(n) if k != n - 1], list(n * k for k in range(n))


print(scopes(4))
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
nested = {k: [v for v in range(k) if v % 2] for k in range(6) if k > 2}
print(nested)
print([*range(3), *[y for y in "ab"]], {**{"a": 1}, **{k: 2 for k in "bc"}})
print([a if a % 2 else -a for a in range(6)])
