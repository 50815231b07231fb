number = 1


def read_before_write():
    print(number)
    number = 2


def conditional(flag):
    if flag:
        value = "set"
    return value


def deleted():
    thing = 1
    del thing
    return thing


def free_variable():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 1
    return inner()


for function in (read_before_write, lambda: conditional(False), deleted):
    try:
        function()
    except UnboundLocalError as error:
        print(type(error).__name__, error)
print(conditional(True), free_variable())
try:
    del never_there
except NameError as error:
    print(type(error).__name__, error)
try:
    raise ValueError("x")
except ValueError as error:
    pass
try:
    print(error)
except NameError as problem:
    print(problem)
