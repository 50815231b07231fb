# Callbacks of several references whose objects die together, of references that die first, and of finalizers that were called.
import weakref


class Node:
    def __init__(self, name, *children):
        self.name = name
        self.children = children


def tell(what):
    return lambda reference: print(what, "is gone", reference() is None)


leaf = Node("leaf")
root = Node("root", leaf, [Node("other")])
references = [
    weakref.ref(leaf, tell("leaf")),
    weakref.ref(root, tell("root")),
    weakref.ref(root.children[1][0], tell("other")),
    weakref.ref(root, tell("root again")),
]
forgotten = weakref.ref(root, tell("nobody is told this"))
del forgotten
print("leaf lives")
del leaf
print("and it is dropped with the root")
root.children[1].clear()
print("the rest")
del root
print("all gone:", [reference() for reference in references])


def function():
    pass


def generator():
    yield


class Class:
    pass


running = generator()
members = {1, 2}
others = [weakref.ref(one, tell(type(one).__name__)) for one in (function, running, members)]
del function
del running
del members
method = weakref.ref(Node("method").__init__, tell("method"))
print(method())

node = Node("finalized")
finalizer = weakref.finalize(node, print, "finalized")
print(finalizer.alive)
finalizer()
del node
print(finalizer.alive)

chain = None
for number in range(3):
    chain = Node(number, chain)
    references.append(weakref.ref(chain, tell(number)))
del chain
print("end")
