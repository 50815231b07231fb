# stopped: steps
class A: pass
s=[]
while True:
    a=A(); a.x=a; a.y=1; s.append(a)
