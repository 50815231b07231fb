# stopped: steps
import itertools, collections
collections.deque(itertools.count(),0)
