with a as b, c:
    d
x = f(1, *y, k=2, **z)
p, (q, *r) = s
t.u[v] += f"{w!r:>{n}} {m=}"
