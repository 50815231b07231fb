import copy
import operator
from collections import OrderedDict, defaultdict, deque


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


print(operator.add(1, 2), operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real")(3), operator.attrgetter("real", "imag")(3), operator.methodcaller("upper")("x"), operator.methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(operator.itemgetter(1, 2), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2), operator.contains([1], 1), operator.concat("a", "b"), operator.not_(0), operator.truth([]), operator.is_(None, None), operator.neg(3), operator.index(5), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"), operator.abs(-3), operator.iadd([1], [2]), operator.pow(2, 5), operator.call(max, 1, 2))
trial(lambda: operator.itemgetter(5)("abc"))
trial(lambda: operator.attrgetter("nope")(1))
trial(lambda: operator.attrgetter(1))
trial(lambda: operator.add(1, "a"))
print(sorted([("b", 1), ("a", 2)], key=operator.itemgetter(0)), max([{"n": 1}, {"n": 3}], key=operator.itemgetter("n")))


class Node:
    kind = "node"

    def __init__(self, value, next=None):
        self.value, self.next = value, next


a = Node([1, 2])
b = copy.copy(a)
c = copy.deepcopy(a)
print(b is a, b.value is a.value, c.value is a.value, c.value, type(c).__name__, c.kind)
a.next = a
d = copy.deepcopy(a)
print(d.next is d, d is a)
nested = [1, [2, 3], {"k": (4, [5])}, {6}]
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested[1].append("x")
nested[2]["k"][1].append("y")
print(shallow, deep)
loop = []
loop.append(loop)
again = copy.deepcopy(loop)
print(again[0] is again, again is loop)
t = (1, (2, 3))
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy((1, [2])))
shared = []
x, y = copy.deepcopy([shared, shared])
print(x is y, x is shared)


class Custom:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Custom(self.n + 1)

    def __deepcopy__(self, memo):
        return Custom(self.n + 100)


print(copy.copy(Custom(1)).n, copy.deepcopy([Custom(1)])[0].n)


class Listy(list):
    pass


l = Listy([1, [2]])
l.tag = "t"
m = copy.deepcopy(l)
print(m, m.tag, type(m).__name__, m[1] is l[1], copy.copy(l), copy.copy(l).tag)
q = deque([1, [2]], maxlen=5)
print(copy.copy(q), copy.deepcopy(q), copy.deepcopy(defaultdict(list, a=[1])), copy.copy(OrderedDict(a=1)), copy.deepcopy(OrderedDict(a=[1])))
e = copy.copy(ValueError("a", 1))
print(repr(e), e.args, copy.deepcopy(len) is len, copy.copy(Node) is Node, copy.deepcopy(None), copy.deepcopy(1.5), copy.deepcopy(frozenset([1])))
