class A:
    def __str__(s): return ','.join(str(x) for x in [s])
try: str(A())
except RecursionError: print('R')
class B:
    def __repr__(s): return repr([s])
try: repr(B())
except RecursionError: print('R')
class C:
    def __eq__(s,o): return [s]==[o]
try: C()==C()
except RecursionError: print('R')
class D:
    def __hash__(s): return hash((s,))
try: hash(D())
except RecursionError: print('R')
class E:
    def __lt__(s,o): return sorted([s,o])
try: E()<E()
except RecursionError: print('R')
class F:
    def __iter__(s): return iter(list(s))
try: list(F())
except RecursionError: print('R')
class G:
    def __contains__(s,x): return [x]in[s]or x in s
try: 1 in G()
except RecursionError: print('R')
class H:
    def __bool__(s): return all([s])
try: bool(H())
except RecursionError: print('R')
class I:
    def __getattr__(s,n): return hasattr(s,n+'x')
try: I().x
except RecursionError: print('R')
class J:
    def __index__(s): return [1,2][s]
try: [1,2][J()]
except RecursionError: print('R')
class K:
    def __format__(s,f): return '{:{}}'.format(s,f)
try: f'{K():x}'
except RecursionError: print('R')
class L:
    def __len__(s): return len(range(len(s)))
try: len(L())
except RecursionError: print('R')
class M:
    def __call__(s): return list(map(lambda f: f(), [s]))
try: M()()
except RecursionError: print('R')
class N(dict):
    def __missing__(s,k): return s.get(k) or s[k]
try: N()[1]
except RecursionError: print('R')
class O(Exception):
    def __str__(s): return str(s.args and s)
try: str(O(1))
except RecursionError: print('R')
class P:
    def __reduce__(s): 
        import copy
        return copy.copy(s)
    def __deepcopy__(s,m):
        import copy
        return copy.deepcopy(s,m)
import copy
try: copy.deepcopy(P())
except RecursionError: print('R')
try: copy.copy(P())
except RecursionError: print('R')
class Q(type):
    def __repr__(c): return str(c)
class R(metaclass=Q): pass
try: repr(R)
except RecursionError: print('R')
class S:
    def __enter__(s):
        with s: pass
    def __exit__(s,*a): pass
try:
    with S(): pass
except RecursionError: print('R')
class T:
    def __await__(s): return (yield from T().__await__())
async def main():
    try: await T()
    except RecursionError: print('R')
import asyncio
asyncio.run(main())
class U:
    def __aiter__(s): return s
    async def __anext__(s): return await anext(s)
async def main():
    try: await anext(U())
    except RecursionError: print('R')
asyncio.run(main())
class V:
    async def __aenter__(s):
        async with s: pass
    async def __aexit__(s,*a): pass
async def main():
    try: 
        async with V(): pass
    except RecursionError: print('R')
asyncio.run(main())
class W:
    def __set_name__(s,o,n): setattr(o,n,W()); type('x',(),{'a':s})
try:
    class X: a=W()
except (RecursionError,RuntimeError) as e: print('R')
class Y:
    def __getattribute__(s,n): return object.__getattribute__(s,n)() if n=='q' else s.__class__
    def q(s): return s.q
try: Y().zz
except RecursionError: print('R')
