# complex numbers
z = 3+4j
print(z, abs(z), z.real, z.imag, z.conjugate(), -z, z*z, z/2, z**2, 1j**2, z+1, 1-z, 2*z, z == 3+4j, z != 3, 1 == 1+0j, hash(1+0j) == hash(1), bool(0j), complex('1+2j'), complex('j'), complex(1.5), complex(1, -2), repr(-0j), str(1e20j), [1j], f'{z:.2f}')
print(isinstance(z, complex), type(1j), complex(2), 2j*2j, (1+2j)/(3-1j), (1+2j)**0.5)
for f in (lambda: z < 1, lambda: complex('x'), lambda: int(z), lambda: z // 1, lambda: z % 2, lambda: float(z), lambda: 1j/0, lambda: complex([])):
    try: print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e: print(type(e).__name__, e)
