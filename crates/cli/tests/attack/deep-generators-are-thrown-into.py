def chain(inner):
    yield from inner
def base():
    yield 1
    yield 2
it=base()
for _ in range(300): it=chain(it)
print(next(it))
try: it.throw(ValueError(1))
except ValueError as e: print('V')
it=base()
for _ in range(100000): it=chain(it)
try: it.throw(ValueError)
except ValueError as e: print('V')
