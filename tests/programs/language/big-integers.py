print(2 ** 100)
print(3 ** 50 // 7 ** 20, 3 ** 50 % 7 ** 20)
print(-(10 ** 30) // 7, -(10 ** 30) % 7, divmod(10 ** 25, -3))
factorial = 1
for i in range(1, 31):
    factorial *= i
print(factorial, len(str(factorial)))
print(1 << 70, (1 << 70) >> 68, ~(1 << 65), -1 >> 100)
print((1 << 80) & 0xFFFF << 70, (1 << 66) | 1, (1 << 66) ^ ((1 << 66) + 5))
print(10 ** 20 == 1e20, 10 ** 20 > 9.9e19, 2 ** 64 - 1, int(1e20))
print((2 ** 100).bit_length(), bin(2 ** 40), hex(255 ** 9), int("f" * 20, 16), int("-1_000"))
print(pow(7, 100, 13), pow(2, -1), pow(3, -1, 11), abs(-10 ** 20))
print(10 ** 18 * 10 ** 18 - 1, -7 // 2, -7 % 3, 7 % -3, 7 // -2)
print(9007199254740993 + 0.0, 10 ** 15 / 3, 2 ** 200 / 2 ** 190)
try:
    10 ** 400 / 3
except OverflowError as error:
    print(error)
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
try:
    1 << -1
except ValueError as error:
    print(error)
