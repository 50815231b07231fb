import weakref
class A: pass
x=None
n=0
def cb(r):
    global n
    n+=1
refs=[]
for _ in range(20000):
    a=A(); a.n=x; refs.append(weakref.ref(a,cb)); x=a
del a
del x
print(n)
