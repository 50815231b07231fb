# stopped: steps
import itertools
x=[]; x.extend(itertools.count())
