# Special methods of the program may wait for a lock, where the program writes the operation.
import threading, time


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def add(self, item):
        with self.lock:
            time.sleep(0.1)
            self.items.append(item)

    def locked(self, value):
        with self.lock:
            return value

    def __len__(self):
        return self.locked(len(self.items))

    def __contains__(self, item):
        return self.locked(item in self.items)

    def __eq__(self, other):
        return self.locked(True)

    def __lt__(self, other):
        return self.locked(False)

    def __gt__(self, other):
        return NotImplemented

    def __add__(self, other):
        return self.locked("sum")

    def __rsub__(self, other):
        return self.locked("difference")

    def __iadd__(self, other):
        return self.locked(self)

    def __str__(self):
        return self.locked("a store")

    def __repr__(self):
        return self.locked("Store()")

    def __format__(self, spec):
        return self.locked(f"store as {spec}")

    def __getitem__(self, index):
        return self.locked(index)


def in_place(store):
    store += 1
    return type(store).__name__


for action in (
    len,
    lambda store: 1 in store,
    lambda store: 2 not in store,
    lambda store: store == 1,
    lambda store: store < 1,
    lambda store: store != 1,
    lambda store: store + 1,
    lambda store: 1 - store,
    in_place,
    str,
    repr,
    print,
    lambda store: f"{store} {store:x} {store!r} {store!s}",
    lambda store: store[3],
):
    store = Store()
    thread = threading.Thread(target=store.add, args=[1])
    thread.start()
    print(action(store))
    thread.join()


class Link:
    """Nests deeper than native calls could."""

    def __init__(self, rest):
        self.rest = rest

    def __len__(self):
        return 1 + len(self.rest)

    def __repr__(self):
        return f"L{self.rest!r}"

    def __str__(self):
        return "S" + str(self.rest)

    def __eq__(self, other):
        return self.rest == other.rest

    def __contains__(self, item):
        return item in self.rest

    def __add__(self, other):
        return self.rest + other


chain, other = [], []
for _ in range(150):
    chain, other = Link(chain), Link(other)
print(len(chain), len(repr(chain)), len(str(chain)), chain == other, 1 in chain, chain + [1])


class Odd:
    def __len__(self):
        return -1

    def __str__(self):
        return 1

    __repr__ = __str__

    def __format__(self, spec):
        return None

    def __add__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented


def in_place_of(odd):
    odd += 1


for action in (
    len,
    str,
    repr,
    print,
    lambda odd: f"{odd}",
    lambda odd: f"{odd!r}",
    lambda odd: odd + 1,
    lambda odd: 1 + odd,
    lambda odd: odd + odd,
    lambda odd: odd < 1,
    lambda odd: 1 > odd,
    lambda odd: 1 in odd,
    in_place_of,
):
    try:
        print(action(Odd()))
    except Exception as error:
        print(type(error).__name__, error)


class Derived(Odd):
    def __radd__(self, other):
        return "derived"

    def __gt__(self, other):
        return "greater"


print(Odd() + Derived(), Odd() < Derived(), Derived() + 1 if False else "no")
