c=[object]
for i in range(60):
    a=type('A%d'%i,(c[-1],),{}); b=type('B%d'%i,(c[-1],),{})
    c.append(type('C%d'%i,(a,b),{}))
print(len(c[-1].__mro__))
