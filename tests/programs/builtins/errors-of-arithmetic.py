# What goes wrong with arithmetic, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: 1//0, lambda: 1%0, lambda: 1/0, lambda: 1.0/0, lambda: 1.0//0, lambda: 1.0%0, lambda: 0**-1,
    lambda: 0.0**-1, lambda: 10.0**400, lambda: 1<<-1, lambda: 'a'*'b', lambda: [1]*1.5, lambda: b'a'+'b',
    lambda: 'a'+b'c', lambda: [1]+(2,), lambda: {}|[], lambda: -'a', lambda: ~1.5, lambda: 1+None,
    lambda: None+1, lambda: [1]+1, lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' - 'b', lambda: (5).x,
    lambda: [].foo, lambda: 5//0.0, lambda: 5%0.0, lambda: 5/0.0, lambda: True/0, lambda: 2**'a',
    lambda: 2**None, lambda: []*[], lambda: 'a'*1.5, lambda: 'a'*None, lambda: [1]*'a', lambda: ()+[],
    lambda: []+(), lambda: -None, lambda: +'a', lambda: ~'a', lambda: -[], lambda: b'abc'+b'd'+'e',
):
    show(attempt)
