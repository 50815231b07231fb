# stopped: steps
import itertools, functools
functools.reduce(lambda a,b:a, itertools.count())
