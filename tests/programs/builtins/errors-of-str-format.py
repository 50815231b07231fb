# What goes wrong with str format, and what the interpreter says of it.


def show(attempt):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


for attempt in (
    lambda: format('a','zz'), lambda: format(1,'zz'), lambda: format(1,'s'), lambda: format([], 'x'),
    lambda: '{}'.format(), lambda: '{0} {}'.format(1), lambda: '{a}'.format(), lambda: '{'.format(),
    lambda: '}'.format(), lambda: '{!z}'.format(1), lambda: '{0.x}'.format(1), lambda: '{0[a]}'.format([1]),
    lambda: '{:{:{}}}'.format(1,2,3), lambda: '{:>5}'.format(None), lambda: '{:>5}'.format([1]),
    lambda: '{a.b}'.format(a=5), lambda: '{0[x]}'.format({}), lambda: '{0[0]}'.format(5),
    lambda: '{:d}'.format('a'), lambda: '{:d}'.format(1.5), lambda: '{:.2d}'.format(5),
    lambda: '{0'.format(1), lambda: '{0!r'.format(1), lambda: '{0!}'.format(1), lambda: '{0!rx}'.format(1),
    lambda: '{0[}'.format(1), lambda: '{0[]}'.format([1]), lambda: '{.}'.format(1),
):
    show(attempt)
