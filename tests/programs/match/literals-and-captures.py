def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case True | None:
            return "singleton"
        case "hello":
            return "greeting"
        case -1.5:
            return "minus one and a half"
        case int(n) if n > 100:
            return f"big {n}"
        case str() as text:
            return f"text of {len(text)}"
        case other:
            return f"other {other!r}"


for value in (0, 2, True, None, "hello", "abc", -1.5, 500, 50, [1], 1.0):
    print(repr(value), "->", describe(value))


def nothing(value):
    match value:
        case 1:
            return "one"
    return "no case"


print(nothing(2))
match = {"match": 1}
case = match["match"]
print(match, case)
