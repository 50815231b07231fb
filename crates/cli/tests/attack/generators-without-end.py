# stopped: steps
def g(x):
    yield x
x=None
while True: x=g(x)
