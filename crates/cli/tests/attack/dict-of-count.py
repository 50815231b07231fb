# stopped: steps
import itertools
dict(zip(itertools.count(),itertools.count()))
