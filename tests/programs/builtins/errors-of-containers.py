# What goes wrong with containers, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: 1.5*[1], lambda: {1}|[1], lambda: {[]:1}, lambda: 'abc'[9], lambda: [][0], lambda: ()[0],
    lambda: b''[0], lambda: {}['k'], lambda: [].append(), lambda: [].insert(1), lambda: [].pop(),
    lambda: [].pop(1,2), lambda: [1].pop(5), lambda: [].remove(1), lambda: [].index(1), lambda: ().index(1),
    lambda: bytes.fromhex('zz'), lambda: {1}.remove(2), lambda: {}.pop('a'), lambda: {}.popitem(),
    lambda: {}.update([(1,)]), lambda: 1+[1], lambda: [1,2][::0], lambda: int.from_bytes(b'a','x'),
    lambda: [3,1].sort(5), lambda: [3,'a'].sort(), lambda: {} + {}, lambda: [1,2,3]['a'], lambda: 'abc'['a'],
    lambda: (1,)['a'], lambda: {}[[]], lambda: {1}[0], lambda: None[0], lambda: (5)[0],
    lambda: [].remove('x'), lambda: [1,2].index(5), lambda: [1].sort(foo=1), lambda: {[1]}, lambda: {{}:1},
    lambda: [1]-[1], lambda: b'abc'['x'], lambda: b'abc'[5],
):
    show(attempt)
