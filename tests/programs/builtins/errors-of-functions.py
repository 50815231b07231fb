# What goes wrong with functions, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: divmod(1,0), lambda: divmod(1.0,0), lambda: len(5), lambda: hash([]), lambda: hash(slice(1)),
    lambda: round('a'), lambda: round(1.5,'a'), lambda: abs('a'), lambda: sum(['a']), lambda: sum([[1]],''),
    lambda: min([]), lambda: max(), lambda: min(5), lambda: min(1,key=3), lambda: pow(2,3,0),
    lambda: pow(2,-1,4), lambda: pow(2.0,1,3), lambda: sorted(5), lambda: isinstance(1,1),
    lambda: issubclass(1,int), lambda: len(), lambda: len(1,2), lambda: abs(1,2), lambda: callable(),
    lambda: divmod(1,'a'), lambda: divmod('a',1), lambda: hash({}), lambda: sum([1],[1]), lambda: all(5),
    lambda: len(None), lambda: max([]), lambda: min(default=3), lambda: max(1,2,default=3),
    lambda: sum('abc'), lambda: sum(5), lambda: sum([None]), lambda: reversed(5), lambda: iter(5),
    lambda: next(5), lambda: next(iter([])), lambda: enumerate(5), lambda: zip(5), lambda: map(5),
    lambda: sorted(), lambda: isinstance(1), lambda: isinstance(1,'a'), lambda: issubclass(int,5),
    lambda: hash({1:2}), lambda: hash((1,[2])), lambda: pow('a',2), lambda: pow(2,'a'), lambda: pow(2,3,'a'),
    lambda: round(None), lambda: round([1]), lambda: abs(None), lambda: abs([]), lambda: divmod(5),
    lambda: divmod(5,0.0),
):
    show(attempt)
