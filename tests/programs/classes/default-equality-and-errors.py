# What a class without special methods can do, and what the errors say.
class E:
    def __eq__(self, o): return True
for f in (lambda: hash(E()), lambda: {E(): 1}, lambda: E() != 1, lambda: 1 == E(), lambda: E() in [1], lambda: [1] == [E()], lambda: (1, 2) == (1, E()), lambda: {'a': E()} == {'a': 5}):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class O: pass
o = O()
print(o == o, o != o, o == O(), o in [o], o in [O()], hash(o) == hash(o), {o: 1}[o], len({O(), O()}), str(o) == repr(o), repr(o)[:18])
for f in (lambda: o < o, lambda: o + 1, lambda: 1 + o, lambda: -o, lambda: len(o), lambda: o[0], lambda: 1 in o, lambda: format(o, 'x'), lambda: int(o), lambda: float(o), lambda: abs(o), lambda: round(o), lambda: [1][o], lambda: 'a' * o, lambda: list(o), lambda: sorted([o, o]), lambda: max(o, o), lambda: o()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
