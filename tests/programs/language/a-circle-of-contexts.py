a, b, c = ValueError('a'), ValueError('b'), ValueError('c')
a.__context__ = b
b.__context__ = c
c.__context__ = b
try:
    try:
        raise a
    except ValueError:
        raise TypeError('d')
except TypeError as error:
    print(repr(error.__context__))

e = ValueError("e")
e.__context__ = e
try:
    try:
        raise e
    except ValueError:
        raise TypeError("f")
except TypeError as error:
    print(repr(error.__context__))
