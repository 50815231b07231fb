import queue

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    items = kind()
    for item in [(2, "b"), (3, "c"), (1, "a")]:
        items.put(item)
    print(kind.__name__, items.qsize(), [items.get() for _ in range(3)], items.empty())
