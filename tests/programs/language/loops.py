for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")

count = 0
while count < 5:
    count += 1
    if count == 2:
        continue
    if count == 4:
        break
    print("count", count)
else:
    print("not printed")

while count:
    count -= 1
else:
    print("ran out", count)

for i in []:
    pass
else:
    print("empty loops end normally too")

for x, (y, *z) in [(1, (2, 3, 4)), (5, "ab")]:
    print(x, y, z)
print(n)
