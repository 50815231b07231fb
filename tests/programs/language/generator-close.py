def resource(name):
    print("open", name)
    try:
        while True:
            yield name
    except GeneratorExit:
        print("asked to close", name)
        raise
    finally:
        print("close", name)


r = resource("a")
next(r)
r.close()
r.close()
print(next(r, "nothing more"))

never_started = resource("b")
never_started.close()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)

t = resource("dropped")
next(t)
del t
print("after del")
for name in resource("loop"):
    break
print("end")
