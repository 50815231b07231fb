import weakref
class A: pass
x=None
refs=[]
for _ in range(20000):
    a=A(); a.n=x; refs.append(weakref.ref(a)); x=a
del a
del x
print(sum(r() is None for r in refs))
w=weakref.WeakValueDictionary()
x=None
for i in range(20000):
    a=A(); a.n=x; w[i]=a; x=a
del a, x
print(len(w))
