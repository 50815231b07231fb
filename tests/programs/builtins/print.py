print()
print("a", 1, None, 2.5, [1, "x"], sep="|")
print("no newline", end="")
print(" same line", end="!\n")
print("a", "b", sep="")
print(1, 2, sep="\n", end="\n\n")
print(*"abc", sep=" < ", flush=True)
print("sep None", 1, sep=None, end=None)
print(print("inner"))
for wrong in (lambda: print(1, sep=3), lambda: print(1, end=3), lambda: print(1, ending="")):
    try:
        wrong()
    except TypeError as error:
        print(error)
