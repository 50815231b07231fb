# itertools: classes, and what they give
import itertools
for c in (itertools.count, itertools.cycle, itertools.repeat, itertools.chain, itertools.islice, itertools.product, itertools.groupby, itertools.accumulate, itertools.zip_longest, itertools.takewhile, itertools.starmap, itertools.pairwise, itertools.permutations):
    print(c, c.__name__, isinstance(c, type))
print(type(itertools.tee([])[0]), itertools.tee)
print(list(itertools.chain.from_iterable([[1], [2]])), list(itertools.islice(range(10), 2, 8, 3)), list(itertools.islice(itertools.count(), 3)))
i = iter(range(10)); list(itertools.islice(i, 3)); print(next(i))
i = iter(range(10)); list(itertools.islice(i, 5, 5)); print(next(i))
i = iter(range(10)); list(itertools.islice(i, 1, 8, 3)); print(next(i))
print(list(itertools.accumulate([1,2,3], initial=10)), list(itertools.accumulate([], initial=None)), list(itertools.accumulate([3,1,2], max)))
print(list(itertools.takewhile(lambda x: x<3, [1,2,5,1])), list(itertools.dropwhile(lambda x: x<3, [1,2,5,1])))
print(list(itertools.zip_longest('ab', 'c', fillvalue='-')), list(itertools.pairwise('abcd')), list(itertools.compress('abc', [1,0,1])))
print(list(itertools.filterfalse(None, [0,1,2])), list(itertools.starmap(pow, [(2,3)])), [list(g) for k, g in itertools.groupby('aab')])
c = itertools.cycle('ab'); print([next(c) for _ in range(5)])
print(next(itertools.count(5, 2)), itertools.count(1), itertools.repeat(1, 2), list(itertools.repeat(1, 2)))
