# What id() says of values that are not objects of their own here.
values = [None, True, False, ..., NotImplemented, -1, -129, -(2**63), 2**63 - 1, 0, 1.5, 2.5, -0.0, 0.0, "a", (), 2**70]
print(all(id(value) > 0 for value in values))
print(len({id(value) for value in values}) == len(values))
print(all(id(value) == id(value) for value in values))
print({id(1.5): "float", id(-1): "int", id(None): "None"}[id(None)])
