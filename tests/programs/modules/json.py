import json

data = {"name": "Ada", "tags": ["x", 1, 2.5, None, True], "nested": {"é": "ü\n\"q\""}, "empty": [[], {}], 1: "int key"}
text = json.dumps(data)
print(text)
print(json.loads(text))
print(json.dumps(data, indent=2, ensure_ascii=False))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")), json.dumps("x"), json.dumps(None))
print(json.loads(' {"a": [1, -2.5e3, "\\u00e9\\n", true, null]} '), json.loads("5"), json.dumps((1, 2)), json.dumps(1e100), json.dumps(float("inf")))
for bad in ("{", '{"a": }', "[1,]", "", "nope", '{"a": 1} x'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(error)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)
