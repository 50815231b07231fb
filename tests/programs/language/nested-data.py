inventory = {
    "fruits": [{"name": "apple", "sizes": (1, 2)}, {"name": "fig", "sizes": ()}],
    "tools": {"hammer": {"price": 9.5, "tags": {"heavy"}}},
}
inventory["fruits"][0]["sizes"] += (3,)
inventory["tools"]["saw"] = dict(price=12, tags=set())
inventory["tools"]["hammer"]["tags"].add("steel")
for kind, things in inventory.items():
    if isinstance(things, dict):
        for name, info in things.items():
            print(kind, name, info["price"], sorted(info["tags"]))
    else:
        for thing in things:
            print(kind, thing["name"], max(thing["sizes"], default=None), len(thing["sizes"]))
(first, *_), second = [[1, 2, 3], {"x": [10, 20]}]
print(first, second["x"][-1], inventory["fruits"][-1]["name"][::-1])
matrix = [[0] * 3 for _ in range(2)]
matrix[1][2] = 5
copy = [row[:] for row in matrix]
copy[0][0] = 9
print(matrix, copy, matrix[1][2] == copy[1][2])
del inventory["tools"]["saw"], inventory["fruits"][1]["name"]
print(inventory["fruits"], list(inventory["tools"]))
table = {(x, y): x * y for x in range(3) for y in range(3) if x <= y}
print(table, table.get((2, 1), "none"), sum(table.values()))
