# What goes wrong with conversion, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: range(3)[5], lambda: range(3)['x'], lambda: int('x'), lambda: int(''), lambda: int('z',99),
    lambda: int([]), lambda: int('1__0'), lambda: int(None), lambda: int('09',0), lambda: int(1.5,2),
    lambda: int(float('nan')), lambda: int(float('inf')), lambda: float('x'), lambda: float([]),
    lambda: float(''), lambda: float(10**400), lambda: chr(-1), lambda: chr(10**7), lambda: ord('ab'),
    lambda: ord(5), lambda: hex('a'), lambda: bin(1.5), lambda: bytes(-1), lambda: bytes([256]),
    lambda: bytes('a'), lambda: bytes(['a']), lambda: bytes(1.5), lambda: set([[]]), lambda: set().pop(),
    lambda: dict([1]), lambda: dict([(1,2,3)]), lambda: dict(5), lambda: range(1.5), lambda: range(1,2,0),
    lambda: range(), lambda: range(1,2,3,4), lambda: slice(), lambda: str(b'a','nope'), lambda: str(1,2),
    lambda: ord(), lambda: list(5), lambda: list(1,2), lambda: tuple(1,2), lambda: set(1,2),
    lambda: int(1,2,3), lambda: float(1,2), lambda: bool(1,2), lambda: str(10**5000), lambda: int('1'*5000),
    lambda: (300).to_bytes(1,'big'), lambda: (-1).to_bytes(1,'big'), lambda: (1).bit_length(2),
    lambda: int('5' 'x'), lambda: int('3.5'), lambda: float('abc'), lambda: set().remove((1,)),
    lambda: list(map(5,[1])), lambda: range('a'), lambda: range(1,'b'), lambda: range(0,10,0),
    lambda: chr('a'), lambda: chr(1.5), lambda: ord(''), lambda: bin('a'), lambda: bytes([1,-1]),
    lambda: bytes('a','utf-99'), lambda: bytes(None), lambda: int('0b2',2), lambda: int('2',2),
    lambda: int('a',10), lambda: int('', 16), lambda: int('1', 1), lambda: int('1','2'),
):
    show(attempt)
