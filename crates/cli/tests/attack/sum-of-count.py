# stopped: steps
import itertools
sum(itertools.count())
