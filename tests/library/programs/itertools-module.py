from itertools import *


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


def noisy(items):
    for item in items:
        print("take", item)
        yield item


print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), count(3), count(1, 2.5), list(islice(count(0.5, 0.25), 3)))
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat(1, 3)), repeat("x"), repeat("x", 2), list(repeat(0, -1)))
print(list(accumulate([1, 2, 3])), list(accumulate("abc", lambda a, b: b + a)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["ab", "cd"])))
print(list(compress("abcd", [1, 0, 1, 1])), list(filterfalse(None, [0, 1, ""])), list(filterfalse(lambda n: n % 2, range(5))))
print(list(dropwhile(lambda n: n < 2, [1, 2, 1])), list(takewhile(lambda n: n < 2, [1, 2, 1])), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", 0)), list(islice("ab", 5)))
for bad in (lambda: islice("a", -1), lambda: islice("a", 0, 1, 0), lambda: islice("a"), lambda: islice("a", -1, 2), lambda: islice("a", "b"), lambda: islice("a", 1, 2, 3, 4)):
    trial(bad)
source = noisy(range(6))
print(list(islice(source, 1, 4, 2)))
print(next(source))
source = noisy(range(6))
print(list(islice(source, 4, 2)), next(source))
print(list(takewhile(lambda n: n < 2, noisy([1, 5, 6]))))
print(list(pairwise("abc")), list(pairwise("a")), list(zip_longest("ab", "c", fillvalue="-")), list(zip_longest()), list(zip_longest([], [1])))
a, b = tee(noisy("xyz"))
print(next(a), next(a), next(b), list(a), list(b), tee([1], 0), [list(t) for t in tee("ab", 3)])
print([(key, list(group)) for key, group in groupby("aaBBc")], [(key, list(group)) for key, group in groupby([1, 3, 2], lambda n: n % 2)])
groups = groupby("aab")
one = next(groups)[1]
print(next(one))
two = next(groups)
print(two[0], list(one), list(two[1]))
print([key for key, _ in groupby("aabbc")], list(groupby([])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])))
print(list(permutations("abc", 2)), len(list(permutations(range(4)))), list(permutations("a", 2)), list(permutations([], 0)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations_with_replacement("ab", 2)))
for bad in (lambda: combinations("ab", -1), lambda: permutations("ab", -1), lambda: tee("a", -1), lambda: product("a", repeat=-1), lambda: cycle(3), lambda: chain(3), lambda: count("x"), lambda: chain.from_iterable(3)):
    trial(lambda: bad() and 0)
