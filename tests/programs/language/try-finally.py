def order(action):
    print("--", action)
    try:
        print("try")
        if action == "raise":
            raise ValueError(action)
        if action == "return":
            return "from try"
    except ValueError as error:
        print("except", error)
        return "from except"
    else:
        print("else")
    finally:
        print("finally")
    return "from end"


for action in ("nothing", "raise", "return"):
    print(order(action))


def finally_wins():
    try:
        return "try"
    finally:
        return "finally"


def finally_swallows():
    while True:
        try:
            raise KeyError("lost")
        finally:
            break
    return "swallowed"


def value_is_taken_first():
    x = 1
    try:
        return x
    finally:
        x = 2


print(finally_wins(), finally_swallows(), value_is_taken_first())
