# Semicolons, continuation lines, blank lines and comments, one-line suites.
a = 1; b = 2; print(a + b)
if a: print("one line")
total = (a +
         b  # a comment in between
         + 3)
print(total)
values = [
    1,
    2,

    3,  # trailing comma
]
text = "a" \
    "b"
print(values, text)
for i in range(2): print(i, end=" ")
else: print("else")
while a < 3: a += 1
def f(): return "short"
print(f(), a)
if a == 1:
    pass
elif a == 3:
    # only a comment before

    print("three")
else:
    print("never")
try: 1 / 0
except ZeroDivisionError: print("caught on one line")
finally: print("finally")
x = 5 if a else 6; y = lambda: (yield)
print(x, "\
joined")
print("end");
