print("{} {}".format("x", "y"), "{1} {0}".format("x", "y"), "{name!r:>6}".format(name="n"))
print("{:>5}|{:<5}|{:^5}|{:05.1f}".format(1, 2, 3, 4.25))
print("{0[1]} {1[key]}".format([1, 2], {"key": "v"}), "{{}}".format())
print("{:{width}.{digits}f}".format(3.14159, width=8, digits=2), "{!s} {!r}".format("a", "a"))
print("{:,} {:.2%} {:x} {:+}".format(1234567, 0.125, 255, 3))
print(format(3.14159, ".2f"), format(42, "08b"), format("x", "^5"), format(7), format("a", ""))
print("{a} {b[0]}".format(**{"a": 1, "b": "xyz"}), "{0}{0}".format("ab"))
print("{a} and {b}".format_map({"a": 1, "b": 2}))
for attempt in (lambda: "{0} {1}".format(1), lambda: "{name}".format(), lambda: "{} {0}".format(1),
                lambda: "{".format(), lambda: "}".format(), lambda: "{:d}".format("a")):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
