# fails: ValueError
a,b,c = ValueError('a'), ValueError('b'), ValueError('c')
a.__context__ = b
b.__context__ = c
c.__context__ = b
raise a
