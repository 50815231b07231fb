# What goes wrong with percent format, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: 'a'%1, lambda: '%d'%'a', lambda: '%s %s'%1, lambda: '%(a)s'%1, lambda: '%z'%1, lambda: '%'%1,
    lambda: '%c'%'ab', lambda: '%c'%-1, lambda: '%x'%1.5, lambda: '%s'%(1,2), lambda: '%d' % None,
    lambda: '%d' % [1], lambda: '%f' % 'a', lambda: '%f' % None, lambda: '%s' % (), lambda: '%s%s' % ('a',),
    lambda: '%s' % ('a','b'), lambda: '%(a)s' % {}, lambda: '%(a)s' % [1], lambda: '%(a' % {},
    lambda: '%c' % 1.5, lambda: '%x' % 'a', lambda: '%o' % 8.0, lambda: '%5' % 1, lambda: '%y' % 1,
    lambda: '%*d' % ('a',1),
):
    show(attempt)
