# iterators
for v in ([], (), {}, set(), 'a', 'é', b'a', range(2), {}.keys(), {}.values(), {}.items(), frozenset(), bytearray(b'x')):
    it = iter(v)
    print(type(it), iter(it) is it)
for v in ([], (), {}, range(2), 'ab', {}.keys(), {}.items(), {}.values()):
    print(type(reversed(v)))
class S:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(type(iter(S())), list(S()), type(reversed(S())), list(reversed(S())))
print(type(iter(int, 1)), type(map(int, [])), type(filter(None, [])), type(zip()), type(enumerate([])))
class MyMap(map): pass
m = MyMap(str, [1]); print(type(m), list(m))
class E(enumerate):
    pass
print(list(E('ab')))
try: next(iter([]))
except StopIteration: print('stop')
it = iter([1,2]); print(it.__next__(), it.__length_hint__())
print(list(map(lambda *a: a, [1,2], 'ab', (x for x in 'xy'))))
try: list(map(lambda x: 1/0, [1]))
except ZeroDivisionError as e: print(e)
print(list(filter(lambda x: x % 2, (x for x in range(5)))), any(map(lambda x: x > 2, [1,2,3])))
d = {1: 2}
try:
    for k in d: d[k+1] = 1
except RuntimeError as e: print(e)
try:
    s = {1}
    for k in s: s.add(k+1)
except RuntimeError as e: print(e)
for bad in (lambda: map(int), lambda: zip([1], 5), lambda: reversed({1}), lambda: iter(5), lambda: iter(5, 1), lambda: next([]), lambda: filter(None), lambda: list(map(None, [1]))):
    try: print(bad())
    except TypeError as e: print(e)
class NoNext:
    def __iter__(self): return 5
try: iter(NoNext())
except TypeError as e: print(e)
try:
    for x in NoNext(): pass
except TypeError as e: print(e)
class Unit:
    __iter__ = None
    def __getitem__(self, i): return i
try: iter(Unit())
except TypeError as e: print(e)
import operator
print(operator.length_hint(iter([1,2,3])), operator.length_hint(iter(range(5))))
