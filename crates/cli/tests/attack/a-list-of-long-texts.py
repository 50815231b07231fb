# stopped: memory
def g():
    while True: yield 'x'*100000+'y'
list(g())
