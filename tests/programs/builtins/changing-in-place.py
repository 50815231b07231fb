# Augmented assignment, slice assignment and deletion.
y = {1}; y |= {2}; y &= {2, 3}; y ^= {5}; y -= {2}; print(y)
z = {'a': 1}; z |= {'b': 2}; z.update(c=3); z.update([('d', 4)]); z.update((k, v) for k, v in [('e', 5)]); print(z)
q = [3, 1, 2]; q.sort(key=lambda v: -v); print(q); del q[0]; q[::2] = [9]; print(q, q[-1])
w = list(range(10)); del w[::2]; w[1:3] = ['x', 'y', 'z']; w[5:] = []; print(w); w[:] = []; print(w)
try: w[::2] = [1, 2]
except ValueError as e: print(e)
try: [1, 2, 3][0:2:2] = 5
except TypeError as e: print(e)
try:
    [1][5] = 1
except IndexError as e: print(e)
try:
    del [1][5]
except IndexError as e: print(e)
try:
    'abc'[0] = 'x'
except TypeError as e: print(e)
try:
    del (1,)[0]
except TypeError as e: print(e)
try:
    for k in z: z['new' + k] = 1
except RuntimeError as e: print(e)
print(*[1, 2], *'ab', sep='|')
