def key(x): return sorted([1,2],key=key)
try: sorted([1,2],key=key)
except RecursionError: print('RecursionError')
def m(x): return list(map(m,[x]))
try: m(1)
except RecursionError: print('RecursionError')
import functools
def r(a,b): return functools.reduce(r,[a,b])
try: r(1,2)
except RecursionError: print('RecursionError')
@functools.lru_cache
def fib(n): return fib(n+1)
try: fib(1)
except RecursionError: print('RecursionError')
@functools.singledispatch
def sd(x): return sd(x)
try: sd(1)
except RecursionError: print('RecursionError')
