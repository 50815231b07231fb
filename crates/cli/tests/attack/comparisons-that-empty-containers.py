class E:
    def __init__(s,f): s.f=f
    def __eq__(s,o): s.f(); return False
    __hash__=lambda s: 1
    def __lt__(s,o): s.f(); return True
    def __repr__(s): s.f(); return 'E'
    def __bool__(s): s.f(); return True
def t(mk):
    try: print(mk())
    except Exception as e: print(type(e).__name__, e)
def a():
    l=[1,2,3]; l[0:0]=[E(l.clear)]*3; return l.remove(5)
def b():
    l=[]; l.extend([E(l.clear)]*3); return l.index(5)
def c():
    l=[]; l.extend([E(l.clear)]*3); return l.count(5)
def d():
    l=[]; l.extend([E(l.clear)]*3); return 5 in l
def e():
    l=[]; l.extend([E(l.clear)]*3); return l==[1,2,3]
def f():
    l=[]; l.extend([E(l.clear)]*3); return repr(l)
def g():
    l=[]; l.extend([E(l.clear)]*3); l.sort(); return 1
def h():
    d={}; x=E(d.clear); d[x]=1; d[E(d.clear)]=2; return len(d)
def i():
    d={}; d[E(d.clear)]=1; return d.get(E(d.clear))
def j():
    d={}; d[E(lambda:0)]=1; return d=={E(d.clear):1}
def k():
    s=set(); s.add(E(s.clear)); s.add(E(s.clear)); return len(s)
def l():
    s=set(); s.add(E(s.clear)); return E(s.clear) in s
def m():
    d={}; d[1]=E(d.clear); d[2]=3; return repr(d)
def n():
    s=set(); s.add(E(s.clear)); s.add(3); return repr(s)
def o():
    import collections
    q=collections.deque(); q.extend([E(q.clear)]*3); return q.index(5)
def p():
    import collections
    q=collections.deque(); q.extend([E(q.clear)]*3); return q.remove(5)
def q():
    import heapq
    l=[]; l.extend([E(l.clear)]*5); return heapq.heappop(l)
def r():
    import heapq
    l=[]; l.extend([E(l.clear)]*5); heapq.heapify(l); return l
def s():
    import bisect
    l=[]; l.extend([E(l.clear)]*5); return bisect.insort(l,E(l.clear))
def u():
    d={}; d[E(d.clear)]=1; d[3]=3; return d.pop(E(d.clear),9)
def v():
    d={}; d.update({E(d.clear):1}); d.update({E(d.clear):1}); return len(d)
def w():
    l=[]; l.extend([E(l.clear)]*3); return list(filter(None,l))
def x():
    l=[]; l.extend([E(l.clear)]*3); return max(l) is None
def y():
    s=set(); s.add(E(s.clear)); return s & {E(s.clear)}
def z():
    s=set(); s.add(E(s.clear)); return s == {E(s.clear)}
def aa():
    import functools
    d=[]
    k=functools.lru_cache(2)(lambda x: 1)
    e1=E(k.cache_clear); e2=E(k.cache_clear)
    return k(e1),k(e2),k(e1),k(E(k.cache_clear))
def bb():
    l=[]
    l.extend([E(l.clear)]*3)
    return ','.join(map(str,l))
def cc():
    l=[1]
    class K:
        def __lt__(s,o): l.append(1); return False
    l[:]=[K(),K(),K()]
    l.sort(); return len(l)
for fn in (a,b,c,d,e,f,g,h,i,j,k,l,m,n,s,u,v,w,x,y,z,aa,bb): print(fn.__name__,end=' '); t(fn)
