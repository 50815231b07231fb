# stopped: steps
import itertools
a,*b=itertools.count()
