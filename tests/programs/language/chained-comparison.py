def value(x):
    print("value", x)
    return x


print(value(1) < value(2) < value(3))
print(value(3) < value(2) < value(1))
print(1 < 3 > 2, 1 == 1 != 2, 1 in [1] == True, (1 in [1]) == True)
print([1, 2] < [1, 2, 0] < [1, 3], (1, "a") < (1, "b"), "Z" < "a" < "b", {1} < {1, 2} <= {1, 2})
a = b = [1]
print(a is b, a == [1], a is not [1], None is None, 3 not in a, "el" in "hello", "" in "x")
print(not 1 < 2, not (1 > 2), 1 < 2 and 3 < 4 or 5 / 0)
print([] or "empty", 0 or None, "x" and "y", [0] and 0, not "")
print(1 if [] else 2 if {} else 3)
