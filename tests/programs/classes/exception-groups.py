def problem(*errors):
    raise ExceptionGroup("several", list(errors))


try:
    problem(ValueError(1), TypeError(2), ValueError(3))
except* ValueError as group:
    print("values", group.exceptions, group.message)
except* TypeError as group:
    print("types", group.exceptions)
else:
    print("not printed")
finally:
    print("finally")

try:
    try:
        problem(ValueError(1), KeyError(2))
    except* KeyError:
        print("key handled")
except ExceptionGroup as group:
    print("left over", repr(group))
try:
    raise ValueError("naked")
except* ValueError as group:
    print(repr(group))
nested = ExceptionGroup("outer", [ExceptionGroup("inner", [OSError(1), ValueError(2)]), ValueError(3)])
match, rest = nested.split(ValueError)
print(repr(match), repr(rest), nested.subgroup(OSError), str(nested))
print(isinstance(nested, Exception), isinstance(BaseExceptionGroup("b", [KeyboardInterrupt()]), Exception))
try:
    ExceptionGroup("none", [])
except ValueError as error:
    print(error)
