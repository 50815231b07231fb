d = {"a": 1, "b": 2}
print(d["a"], d.get("x"), d.get("x", 0), d.setdefault("c", 3), d.setdefault("a", 9), d)
print(d.pop("a"), d.pop("zz", "default"), d.popitem(), d)
d.update({"x": 1}, y=2)
d.update([("z", 3)])
print(d, len(d), "x" in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d | {"x": 10, "w": 0}, d.copy() == d, {"a": 1, "b": 2} == {"b": 2, "a": 1}, list(reversed(d)))
d["b"] = "changed in place"
del d["x"]
d["x"] = "now last"
print(d)
print(dict.fromkeys("ab", 0), dict.fromkeys([1, 2]), {1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t", None: 0})
print({k: v for k, v in zip("ab", [1, 2])}, max({"a": 3, "b": 9}, key={"a": 3, "b": 9}.get), sorted({"b": 1, "a": 2}.items()))
print(d.keys() & {"b", "q"}, {"a": 1}.items() <= {"a": 1, "b": 2}.items(), {"a": 1}.keys() | {"a"}, 2 in d.values())
view = d.keys()
d["later"] = 1
print(view, len(view))
d.clear()
print(d, not d)
for attempt in (lambda: d["none"], lambda: d.pop("none"), lambda: d.popitem(), lambda: {[]: 1}, lambda: {}.get(), lambda: {{}: 1}):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
