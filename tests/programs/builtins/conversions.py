print(int("42"), int(" -7 "), int("ff", 16), int("0b11", 0), int(7.9), int("1_000"), int(), int(False))
print(float("2.5"), float(3), float(), float("1e3"), str(5), str(), str(None), str([1]), repr("x"))
print(bool(), bool([]), bool("0"), list("ab"), list({"k": 1}), tuple([1]), set("aab") == {"a", "b"}, list())
print(dict([("a", 1), ("b", 2)]), dict(a=1, b=2), dict({"a": 1}, b=3), dict(zip("xy", [1, 2])))
print(chr(97), ord("a"), hex(255), oct(8), bin(5), hex(-1), ascii("é"), chr(0x1F600))
print(bytes("hé", "utf-8"), bytes(3), bytes([65, 66]), b"h\xc3\xa9".decode(), "é".encode(), "abc".encode("ascii"))
print(round(3.14159, 2), round(2.5), round(-2.5), abs(-3), pow(2, 10), pow(2, 10, 1000), divmod(7, -2))
print(sum([1, 2], 10), sum([[1], [2]], []), min("hello"), max(3, 7, 5), max([1], [2]), min([4, 2], key=lambda x: -x))
print(type(1), type("a") is str, type([]) == list, isinstance(True, int), isinstance(1, (str, int)), type(None))
print(frozenset([1, 2]) == {2, 1}, sorted(frozenset("ba")), int.__name__, type(int))
try:
    "é".encode("ascii")
except UnicodeEncodeError as error:
    print(error)
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error)
