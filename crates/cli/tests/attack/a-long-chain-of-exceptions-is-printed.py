# fails: ValueError
def f(n):
    e=None
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as x:
            x.__context__=e
            e=x
    return e
raise f(3000)
