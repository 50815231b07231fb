import types

inner = {"a": 1}
view = types.MappingProxyType(inner)
inner["b"] = 2
print(view, repr(view), view["a"], len(view), list(view), "b" in view, view.get("c", 3), dict(view), view == inner, view | {"c": 3})
for change in ("view['a'] = 5", "del view['a']"):
    try:
        if change.startswith("del"):
            del view["a"]
        else:
            view["a"] = 5
    except TypeError as error:
        print(error)
try:
    types.MappingProxyType([1])
except TypeError as error:
    print(error)
