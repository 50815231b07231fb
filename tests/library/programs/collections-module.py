import collections
from collections import *
from collections.abc import (Awaitable, Callable, Collection, Container, Coroutine, Generator, Hashable, Iterable, Iterator, Mapping,
                             MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized)


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(y=5), Point._make([3, 4]), Point._fields, p == (1, 2), hash(p) == hash((1, 2)), len(p))
print(Point.__doc__, Point.x.__doc__, Point.__name__, Point.__qualname__, isinstance(p, tuple), [*p], Point.__match_args__)
for bad in (lambda: Point(1), lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(1, 2, z=3), lambda: p._replace(z=1),
            lambda: Point._make([1]), lambda: setattr(p, "x", 3), lambda: delattr(p, "x"), lambda: namedtuple("A", "x x"),
            lambda: namedtuple("A", "1a"), lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "class"), lambda: p.z,
            lambda: namedtuple("A", "a b", defaults=(1, 2, 3))):
    trial(bad)
Node = namedtuple("Node", ["value", "left", "right"], defaults=[None, None])
print(Node(1), Node._field_defaults, Node(1, right=2))
trial(Node)
trial(lambda: Node(1, 2, 3, 4))
print(namedtuple("R", "a class a _x", rename=True)._fields)


class Named(Point):
    def length(self):
        return self.x + self.y


print(Named(1, 2), Named(1, 2).length(), Named(1, 2)._replace(x=4))
match p:
    case Point(x, y):
        print("matched", x, y)

groups = defaultdict(list)
groups["a"].append(1)
print(groups, groups["b"], dict(groups), groups.get("zz"), "zz" in groups, defaultdict(int, a=1), defaultdict(None).default_factory)
trial(lambda: defaultdict(None)["x"])
trial(lambda: defaultdict(5))
print(repr(groups.copy()).replace("<class 'list'>", "list"), type(groups.copy()).__name__)
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], list(nested))

ordered = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
ordered.move_to_end("a")
print(ordered, list(ordered))
ordered.move_to_end("c", last=False)
print(ordered, ordered.popitem(), ordered.popitem(last=False), ordered, OrderedDict(), ordered == {"b": 2})
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict.fromkeys("ab", 0))
trial(lambda: OrderedDict().popitem())
trial(lambda: ordered.move_to_end("nope"))
print(OrderedDict(a=1) | {"b": 2}, OrderedDict(a=1) != OrderedDict(a=2))

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements()), list(c), Counter(), Counter(a=1, b=0))
c.update("zz", a=10)
c.subtract({"b": 5})
print(c, +c, -c, c + Counter(b=9), c - Counter(a=12), Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=3) | Counter(b=2))
d = Counter(a=1)
d += Counter(a=2, b=1)
del d["nope"]
print(d, d == Counter(a=3, b=1), d == Counter(a=3, b=1, c=0), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), d > Counter(a=1), Counter({"x": 1}, y=2))
print(Counter(["b", "a", "b", "a", "c"]).most_common(), Counter(a="x", b=1) if False else "-", d.copy(), {**d})
trial(lambda: Counter.fromkeys("ab"))

base, over = {"a": 1, "b": 2}, {"b": 3}
chain = ChainMap(over, base)
chain["c"] = 4
print(chain["a"], chain["b"], len(chain), sorted(chain), dict(chain), over, chain, chain.parents, chain.new_child({"a": 0})["a"], chain.get("zz", "-"), "a" in chain)
trial(lambda: chain["zz"])
trial(lambda: chain.pop("a"))
trial(lambda: chain.__delitem__("a"))
print(list(chain.items()), chain.maps, bool(ChainMap()), ChainMap() == {})


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u.update(b=2)
u.setdefault("c", 3)
print(u, u["A"], "A" in u, len(u), list(u.items()), u.pop("A"), u, u == {"B": 2, "C": 3})
items = UserList([3, 1, 2])
items.sort()
items.append(9)
print(items, items[0], items[1:], items + [4], items.index(2), items.count(9), len(items), 9 in items, items == [1, 2, 3, 9])

queue = deque([1, 2, 3], maxlen=3)
queue.append(4)
queue.appendleft(0)
queue.rotate(1)
print(queue, queue.pop(), queue.popleft(), queue.maxlen, list(queue), queue[0])


class Reads:
    def __iter__(self):
        return iter([1])

    def __len__(self):
        return 1

    def __contains__(self, item):
        return True


def generate():
    yield


async def coroutine():
    pass


waiting = coroutine()
for kind in (Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, Awaitable, Coroutine, Generator):
    print(kind.__name__, [isinstance(thing, kind) for thing in ([], (), "", {}, set(), frozenset(), range(1), iter([]), generate(), waiting, len, 5, Reads(), chain, {}.keys(), {}.items(), {}.values(), b"")])
waiting.close()


class Countdown(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        if not 0 <= index < self.n:
            raise IndexError(index)
        return self.n - index


down = Countdown(3)
print(list(down), 2 in down, 7 in down, list(reversed(down)), down.index(1), down.count(3))
trial(lambda: down.index(9))


class Half(Mapping):
    def __getitem__(self, key):
        return {"a": 1}[key]


trial(Half)


class Whole(Half):
    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


w = Whole()
print(w["a"], w.get("b", 2), "a" in w, list(w.keys()), list(w.items()), list(w.values()), w == {"a": 1}, w.keys() & {"a"}, len(w.values()))


class Bag(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)


bag = Bag("ab")
bag |= "cd"
bag.remove("a")
print(list(bag), list(bag & Bag("bc")), list(bag - Bag("b")), list(bag | Bag("z")), list(bag ^ Bag("bx")), bag <= Bag("bcde"), bag < bag, bag == Bag("dcb"), bag.isdisjoint("xy"), bag.pop(), list(bag))
trial(lambda: bag.remove("q"))
