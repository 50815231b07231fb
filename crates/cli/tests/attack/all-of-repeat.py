# stopped: steps
import itertools
all(itertools.repeat(1))
