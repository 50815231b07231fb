print("%s and %r, %5.2f, %03d, %x, %%, %-5s|%c" % ("s", "r", 3.14159, 7, 255, "left", "c"))
print("%(a)s-%(b)05d" % {"a": 1, "b": 2}, "%s" % [1], "%s %s" % (1, None))
print("%d %i %5d|%-5d|%+d|% d" % (3.99, True, 42, 42, 42, 42))
print("%e %g %g %G %.3e" % (12345.678, 1e-5, 1e10, 1e-10, 0.00012))
print("%o %X %#x %#o %08.3f" % (8, 255, 255, 8, -3.14159))
print("%*d|%-*s|%.*f" % (5, 42, 6, "ab", 2, 3.14159))
print("%s" % (("tuple", 1),), "%s" % "x", "100%", "%.2s" % "abc")
for attempt in (lambda: "%d" % "a", lambda: "%q" % 1, lambda: "%s" % (1, 2), lambda: "%s %s" % 1,
                lambda: "%(a)s" % {}, lambda: "%x" % 1.5):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
