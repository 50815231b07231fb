print(1 == 1.0 == True, "1" == 1, [1] == (1,), None == 0, (1, 2) == (1.0, 2.0), {1: 2} == {1.0: 2.0})
print("a" != "b", [] is [], () is (), None is None, [] == [], {} == {}, set() == frozenset())
print(1 in [1.0], "1" in ["1"], float("nan") in [float("nan")], None in [None], 2 in {1: 2}, 2 in {1: 2}.values())
print(max("apple", "banana", key=len), min([(2, "a"), (1, "z")]), sorted([True, False, 2, 0]))
print([1, 2, 3] > [1, 2], "abc" > "abd", (0, 99) < (1,), [[1], [2]] < [[1], [3]], not 1 == 2)
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, nan in [nan], [nan] == [nan])
for attempt in (lambda: 1 < None, lambda: [1] < ["a"], lambda: {} < {}, lambda: max(1, "a"), lambda: 1 in 5, lambda: "a" in 5, lambda: 5 in "a"):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
