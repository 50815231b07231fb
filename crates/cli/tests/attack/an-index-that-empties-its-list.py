a=list(range(10))
class I:
    def __init__(s,n): s.n=n
    def __index__(s): a.clear(); return s.n
def run(f):
    a[:]=range(10)
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def s1(): a[I(2):I(5)]=[1]; return a
def s2(): del a[I(2):]; return a
def s3(): a[I(2)]=1
def s4(): del a[I(2)]
def s5(): a.insert(I(3),1); return a
def s6(): a[::I(2)]=[1]; return a
for f in (lambda: a[I(5):], lambda: a[I(2)], lambda: a[:I(5)], lambda: a[::I(2)], lambda: a[::-1][I(1):], s1,s2,s3,s4,s5,s6, lambda: a.pop(I(2)), lambda: a.index(3,I(1)), lambda: a*I(2), lambda: a.index(3,I(1),I(5))): run(f)
