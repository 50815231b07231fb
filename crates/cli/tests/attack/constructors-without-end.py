class A:
    def __new__(cls): return A()
class B:
    def __init__(self): B()
for f in (A,B):
    try: f()
    except RecursionError: print('RecursionError')
