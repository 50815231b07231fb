t = (1, 2, 3, 2)
print(t.count(2), t.index(3), t + (4,), t * 2, t[1:], len(t), 2 in t, (1,), (), tuple("ab"), t == (1, 2, 3, 2))
print((1, 2) < (1, 2, 0), max((1, 9), (2, 0)), hash((1, 2)) == hash((1, 2)), {(0, 1): "k"}[0, 1], (1, [2]) == (1, [2]))
a, b = b, a = 1, 2
print(a, b)
data = b"hello"
print(data[0], data[1:3], len(data), data + b"!", data * 2, list(b"ab"), 104 in data, b"ell" in data)
print(data.upper(), data.find(b"l"), data.replace(b"l", b"L"), data.split(b"e"), data.startswith(b"he"), data.decode())
print(b"a b".split(), b",".join([b"x", b"y"]), bytes(range(5)), b"\x00\x7f\x80'\"", data.hex(), bytes.fromhex("6869"), b" x ".strip())
print((5).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), b"ab" == b"ab", b"ab" < b"b", data.count(b"l"), data.endswith(b"lo"))
for attempt in (lambda: b"a" + "b", lambda: b"a"[5], lambda: t.index(99), lambda: t + [1], lambda: "a" in b"abc", lambda: bytes("x")):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
