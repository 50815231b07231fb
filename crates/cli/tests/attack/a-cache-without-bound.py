# stopped: memory
import functools
@functools.lru_cache(None)
def f(i): return [i]*10000
i=0
while True: f(i); i+=1
