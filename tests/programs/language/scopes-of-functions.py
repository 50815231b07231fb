x = "module"


def outer():
    x = "outer"

    def reads():
        return x

    def writes():
        x = "inner"
        return x

    def changes_global():
        global x
        x = "changed by inner"
        return x

    return reads(), writes(), changes_global(), reads(), x


print(outer(), x)


def shadow_builtin(list):
    return list + 1


print(shadow_builtin(1), list("ab"))


def arguments_are_local(items, count):
    items = items + [1]
    count += 1
    return items, count


original = [0]
print(arguments_are_local(original, 1), original)


def mutates(items):
    items.append("seen")


mutates(original)
print(original)
print([x for x in range(3)], x)


def late_binding():
    return helper()


def helper():
    return "first"


print(late_binding())


def helper():
    return "second"


print(late_binding())
