def inner():
    received = yield 1
    print("inner received", received)
    try:
        yield 2
    except ValueError as error:
        print("inner handled", error)
        yield 3
    return "inner result"


def outer():
    result = yield from inner()
    print("outer has", result)
    yield from "ab"
    yield from [x * 10 for x in range(2)]
    return "outer result"


o = outer()
print(next(o))
print(o.send("hello"))
print(o.throw(ValueError("thrown")))
print(list(o))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], [], [[6]]])))


def delegate_close():
    try:
        yield from inner()
    finally:
        print("outer finally")


d = delegate_close()
next(d)
d.close()
