# stopped: memory
import sys
sys.setrecursionlimit(10**6)
def f(x): return f([0]*100000)
f(1)
