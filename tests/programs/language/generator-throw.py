def guarded():
    while True:
        try:
            received = yield "ready"
            print("got", received)
        except ValueError as error:
            print("handled", error)
            received = yield "recovered"
            print("then", received)
        finally:
            print("round over")


g = guarded()
print(next(g))
print(g.throw(ValueError("oops")))
print(g.send("x"))
try:
    g.throw(KeyError("through"))
except KeyError as error:
    print("came out", error)
try:
    next(g)
except StopIteration:
    print("finished")

fresh = guarded()
try:
    fresh.throw(ValueError("before start"))
except ValueError as error:
    print("not started:", error)
print(list(fresh))


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as error:
    print(error, "-", repr(error.__cause__))
