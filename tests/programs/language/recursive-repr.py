loop = [1, 2]
loop.append(loop)
print(loop)
table = {"name": "t"}
table["self"] = table
print(table)
pair = ([],)
pair[0].append(pair)
print(pair)
print([[], {}, (), set(), (1,), {1}, {"a": [1, {"b": (2,)}]}, frozenset(), frozenset({1})])
print(["it's", 'say "hi"', "both ' and \"", "tab\t", "line\n", "back\\slash", "nul\0", "é", "\x1b", "\u200b", "😀"])
print([b"bytes", b"it's", b"\x00\xff\n"])
print([None, True, 1.0, -0.0, 1e100, 10 ** 20, range(3), range(1, 10, 2), slice(1, 2), Ellipsis])
print([int, str, ValueError, type(None), len])
print(str([1, "a"]), repr("a"), str("a"), [str], {"k": "v"}.items(), {"k": 1}.keys(), {"k": 1}.values())
