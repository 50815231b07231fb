# A weak reference keeps nothing alive, and may call a function when its object goes.
import asyncio
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return f"hello from {self.name}"


node = Node("a")
other = weakref.ref(node)
print(other() is node, other().name, isinstance(other, weakref.ReferenceType), other == weakref.ref(node))
hashed = hash(other) == hash(node)
again = node
del node
print(other() is again, hashed)
again = None
print(other())

watched = Node("watched")
calls = []
first = weakref.ref(watched, lambda gone: calls.append(("first", gone is first, gone())))
second = weakref.ref(watched, lambda gone: calls.append(("second", gone is second, gone())))
dropped = weakref.ref(watched, lambda gone: calls.append("never"))
print(second.__callback__ is not None)
del dropped
del watched
print(calls, first.__callback__)


def scope():
    local = Node("local")
    weakref.finalize(local, print, "gone with its function:", local.name)
    method = weakref.WeakMethod(local.hello)
    print(method()(), weakref.ref(local.hello)())
    return method


print(scope()())
node = Node("proxied")
proxy = weakref.proxy(node)
proxy.size = 3
print(proxy.name, node.size, proxy.hello(), isinstance(proxy, weakref.ProxyTypes))
del node
try:
    proxy.name
except ReferenceError as error:
    print(error)


async def work():
    return 1


async def main():
    task = asyncio.create_task(work())
    known = weakref.ref(task)
    print(await task, known() is task)
    coroutine = work()
    print(weakref.ref(coroutine)() is coroutine, await coroutine)


asyncio.run(main())
for thing in (3, "text", [1], {}, (1,), None):
    try:
        weakref.ref(thing)
    except TypeError as error:
        print(error)
