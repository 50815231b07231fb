def check(n):
    assert n < 3, "n must be below 3"
    print(n)


for n in range(5):
    check(n)
