# stopped: steps
import itertools, heapq
heapq.nlargest(3,itertools.count())
