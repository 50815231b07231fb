# stopped: memory
import itertools
for x in itertools.product(range(10**6),repeat=3): pass
