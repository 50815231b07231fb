values = [1, 1.5, "s", b"b", [], (), {}, set(), None, True, range(1), print, len, ValueError, ValueError("x"), (x for x in []), lambda: 0, ...]
for value in values:
    print(type(value).__name__, end=" ")
print()
print(isinstance(1, int), isinstance(True, int), isinstance(1, bool), isinstance("a", (int, str)), isinstance([], object))
print(issubclass(bool, int), issubclass(KeyError, Exception), issubclass(int, (str, int)), issubclass(Exception, BaseException))
print(type(type(1)), type(int), type(1) == int, type(True) == int, type([]) is list, int == int)
print(callable(print), callable(lambda: 0), callable("x"), callable(int), hasattr("a", "upper"), hasattr("a", "nope"))
print(getattr("abc", "upper")(), getattr("abc", "nope", "default"), getattr([1, 2], "count")(1))
print(id(None) == id(None), hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True), hash((1, "a")) == hash((1, "a")))
for attempt in (lambda: hash([]), lambda: getattr(1, "x"), lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: hash({})):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
