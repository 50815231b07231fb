from itertools import (accumulate, chain, combinations, compress, count, cycle, dropwhile, groupby, islice, pairwise,
                       permutations, product, repeat, starmap, takewhile, tee, zip_longest)

print(list(chain("ab", [1])), list(chain.from_iterable([[1], [2, 3]])), list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)))
print(list(repeat("x", 3)), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)))
print(list(combinations("abc", 2)), list(permutations([1, 2, 3], 2)), list(product("ab", [1, 2])), list(product([0, 1], repeat=2)))
print([(key, list(group)) for key, group in groupby("aabbbca")], list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(zip_longest("ab", [1], fillvalue="-")), list(pairwise([1, 2, 3])))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abc", [1, 0, 1])), list(islice("abcdef", 1, None, 2)))
first, second = tee(iter([1, 2, 3]))
print(next(first), list(second), list(first))
for length, words in groupby(sorted(["to", "be", "or", "not", "that"], key=len), key=len):
    print(length, list(words))
