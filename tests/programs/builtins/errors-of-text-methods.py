# What goes wrong with text methods, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: 'a'.index('b'), lambda: b'a'.index(b'b'), lambda: ''.join([1]), lambda: ''.join(5),
    lambda: 'a'.split(''), lambda: 'a'.replace('a'), lambda: 'a'.find(), lambda: 'a'.center('x'),
    lambda: 'a'.center(5,'xx'), lambda: 'a'.startswith(5), lambda: 'a'.startswith((5,)),
    lambda: 'a'.encode('nope'), lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(),
    lambda: b'\xe9a'.decode(), lambda: b'\xe2\x82'.decode(), lambda: str.maketrans('a'),
    lambda: str.maketrans('ab','c'), lambda: 'a'.expandtabs('x'), lambda: 'a'.join(['b',1]), lambda: 'a'.foo,
    lambda: 'abc'.index('z'), lambda: b'a'.decode('utf-99'), lambda: 'é'.encode('ascii','foo'),
    lambda: b'\x80'.decode('ascii'), lambda: b'a'.join(['x']),
):
    show(attempt)
