errors = [
    ValueError(),
    ValueError("one"),
    ValueError("one", 2),
    KeyError("key"),
    KeyError(),
    OSError(2, "No such file"),
    StopIteration(5),
    IndexError("a 'quoted' text"),
    UnicodeError("with \n newline"),
]
for error in errors:
    print(str(error), "|", repr(error), "|", error.args)
print(StopIteration(5).value, StopIteration().value, OSError(2, "gone").errno)
print(isinstance(KeyError(), LookupError), issubclass(ZeroDivisionError, ArithmeticError))
print(TimeoutError.__mro__[1].__name__, isinstance(FileNotFoundError(), OSError))
error = ValueError("one")
error.add_note("a note")
print(error.__notes__)
print(ValueError("same") == ValueError("same"), error == error)
