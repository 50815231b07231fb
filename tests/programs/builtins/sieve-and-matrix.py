limit = 60
sieve = [True] * limit
sieve[0] = sieve[1] = False
for i in range(2, int(limit ** 0.5) + 1):
    if sieve[i]:
        sieve[i * i::i] = [False] * len(sieve[i * i::i])
print([i for i, prime in enumerate(sieve) if prime])

matrix = [[1, 2, 3], [4, 5, 6]]
transposed = [list(row) for row in zip(*matrix)]
product = [[sum(a * b for a, b in zip(row, column)) for column in zip(*transposed)] for row in matrix]
print(transposed, product)
for row in product:
    print(" ".join(f"{cell:>4}" for cell in row))
pascal = [1]
for _ in range(6):
    print(f"{' '.join(map(str, pascal)):^20}".rstrip())
    pascal = [1] + [a + b for a, b in zip(pascal, pascal[1:])] + [1]
