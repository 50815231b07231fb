class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def depth(self):
        return 1 + max((child.depth() for child in self.children), default=0)

    def show(self, indent=0):
        print("  " * indent + str(self.value))
        for child in self.children:
            child.show(indent + 1)


tree = Node("root", [Node("a", [Node("a1"), Node("a2")]), Node("b")])
print(list(tree), tree.depth())
tree.show()


class Stack:
    def __init__(self):
        self.top = None

    def push(self, value):
        self.top = (value, self.top)
        return self

    def pop(self):
        value, self.top = self.top
        return value

    def __len__(self):
        n, link = 0, self.top
        while link:
            n, link = n + 1, link[1]
        return n


stack = Stack().push(1).push(2).push(3)
print(len(stack), stack.pop(), stack.pop(), len(stack), bool(stack), bool(Stack()))
