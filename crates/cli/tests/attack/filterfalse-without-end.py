# stopped: steps
import itertools
next(itertools.filterfalse(None, itertools.repeat(1)))
