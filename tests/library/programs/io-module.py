import io


def trial(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


f = io.StringIO("one\ntwo\nthree")
print([line for line in f], f.read(), f.seek(0), f.read(2), f.readline(), f.tell(), f.readlines())
print(f.write("!"), f.getvalue(), f.seek(1), f.write("XY"), f.getvalue(), f.truncate(), f.getvalue())
g = io.StringIO()
print("printed", 5, file=g, sep="-")
g.writelines(["a", "b"])
print(repr(g.getvalue()), g.seek(0, io.SEEK_END), g.readline(), g.seek(20), g.write("z"), repr(g.getvalue()), g.isatty(), g.readable())
for bad in (lambda: g.write(b"x"), lambda: g.seek(-1), lambda: io.StringIO(5), lambda: io.BytesIO("x"), lambda: io.BytesIO().write("x"), lambda: io.BytesIO().seek(-1)):
    trial(bad)
b = io.BytesIO(b"ab\ncd")
print(b.readline(), b.read(1), b.read(), b.write(b"!"), b.getvalue(), b.seek(0), list(b), b.readline(0))
with io.StringIO("x") as h:
    print(h.read(), h.closed)
print(h.closed)
for closed in (h.read, h.getvalue, lambda: h.write("x")):
    trial(closed)
