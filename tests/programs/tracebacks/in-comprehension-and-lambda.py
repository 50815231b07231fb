half = lambda n: 1 / n


def halves(values):
    return [half(value) for value in values]


print(halves([1, 2]))
print(sum(x for x in halves([4, 0])))
