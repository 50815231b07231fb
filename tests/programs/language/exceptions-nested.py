def risky(n):
    try:
        if n == 0:
            return 1 / 0
        if n == 1:
            return [][1]
        if n == 2:
            return {}["key"]
        return int("x")
    except (IndexError, KeyError) as error:
        print("inner", type(error).__name__, error)
        raise
    finally:
        print("leaving", n)


for n in range(4):
    try:
        risky(n)
    except LookupError as error:
        print("lookup", repr(error))
    except ArithmeticError as error:
        print("arithmetic", repr(error))
    except Exception as error:
        print("other", repr(error))

try:
    try:
        raise ValueError("first")
    finally:
        print("cleanup")
except ValueError as error:
    print(error.args)
