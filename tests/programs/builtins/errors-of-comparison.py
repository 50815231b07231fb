# What goes wrong with comparison, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: 1<'a', lambda: [1]<['a'], lambda: {}<{}, lambda: None<None, lambda: 1 in 5, lambda: 'a' in 5,
    lambda: 1 in 'a', lambda: 'a' in b'a', lambda: 300 in b'a', lambda: sorted([1,'a']),
    lambda: frozenset([1])<5, lambda: sorted([1,2],key=5), lambda: sorted([1],foo=1), lambda: 1<None,
    lambda: 'a'<1, lambda: []<(), lambda: {}<1, lambda: {1}<[1], lambda: 1<[], lambda: (1,)<[1],
    lambda: b'a'<'a', lambda: max(1,'a'), lambda: sorted([None,1]), lambda: 1 in None, lambda: 'a' in None,
    lambda: [] in 'a', lambda: None in 'a', lambda: [] in {}, lambda: [] in set(),
):
    show(attempt)
