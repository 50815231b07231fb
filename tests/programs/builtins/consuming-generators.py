# Built-in functions take generators, and leave the rest where they stop early.
def g():
    yield 1; yield 2; yield 3
print(list(g()), tuple(g()), set(g()), sum(g()), max(g()), min(g()), sorted(g(), reverse=True), any(x > 1 for x in g()), all(g()), dict((x, x) for x in g()), ''.join(str(x) for x in g()), 2 in g(), list(zip(g(), 'ab')), dict.fromkeys(g()), [1].__add__(list(g())), frozenset(g()), bytes(g()), max(g(), key=lambda x: -x))
it = g(); print(any(x == 2 for x in it), list(it), 2 in (y := g()), list(y))
x = [1]; x += g(); x += 'ab'; x.extend(g()); x[1:2] = g(); print(x)
