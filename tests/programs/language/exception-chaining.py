def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f"bad number {text!r}") from error


try:
    convert("x1")
except RuntimeError as error:
    print(repr(error))
    print(repr(error.__cause__))
    print(error.__cause__ is error.__context__, error.__suppress_context__)

try:
    try:
        {}["missing"]
    except KeyError:
        raise TypeError("while handling")
except TypeError as error:
    print(repr(error.__context__), error.__cause__)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("clean") from None
except ValueError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)

try:
    raise
except RuntimeError as error:
    print(error)

try:
    raise "text"
except TypeError as error:
    print(error)
try:
    raise ValueError from 3
except TypeError as error:
    print(error)
