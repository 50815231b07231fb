def evaluate(tree):
    match tree:
        case int() | float():
            return tree
        case ("+", *parts):
            return sum(evaluate(part) for part in parts)
        case ("*", left, right):
            return evaluate(left) * evaluate(right)
        case ("-", only):
            return -evaluate(only)
        case ("if", test, yes, no):
            return evaluate(yes) if evaluate(test) else evaluate(no)
        case (str() as operator, *_):
            raise ValueError(f"unknown operator {operator!r}")
        case _:
            raise TypeError(f"cannot evaluate {tree!r}")


print(evaluate(("+", 1, ("*", 2, 3), ("-", 4))))
print(evaluate(("if", 0, 1, ("+",))))
for tree in (("?", 1), "text", None):
    try:
        print(evaluate(tree))
    except (ValueError, TypeError) as error:
        print(error)
