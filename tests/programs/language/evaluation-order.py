def say(name, value=None):
    print(name, end=" ")
    return value


def function(*args, **kwargs):
    print("call", args, kwargs)


(say("function", function))(say("first", 1), *say("starred", [2]), key=say("keyword", 3), **say("mapping", {"z": 4}))
table = {}
say("table", table)[say("key", "k")] = say("value", "v")
print(table)
print(say("a", 1) + say("b", 2) * say("c", 3) - say("d", 4))
print(say("x", 5) < say("y", 4) < say("never", 3))
print([say(1, 1), say(2, 2)], (say(3), say(4)))
counts = [0, 0]


def index():
    say("index")
    return 0


counts[index()] += 1
counts[index()] += 1
print(counts)
print(say("cond", 1) if say("test", True) else say("never"))
