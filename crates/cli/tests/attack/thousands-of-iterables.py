class I:
    def __iter__(s): return iter([1])
print(len(list(zip(*[I() for _ in range(20000)]))))
print(len(list(map(lambda *a:1,*[I() for _ in range(20000)]))))
print(len(max([I() for _ in range(3)],key=lambda x:[1])and [1]))
def g(): yield 1
print(len(list(zip(*[g() for _ in range(20000)]))))
import itertools
print(len(list(itertools.chain(*[g() for _ in range(20000)]))))
print(len(set().union(*[I() for _ in range(20000)])))
print(len(set().union(*[g() for _ in range(20000)])))
