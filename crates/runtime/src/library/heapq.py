"""Heaps in lists, smallest first: CPython's, in full. The same sifting, so that the lists look the same at every moment."""

from _types import built_in


def heappush(heap, item):
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap):
    for position in reversed(range(len(heap) // 2)):
        _sink(heap, position)


def _rise(heap, top, position):
    """Moves the item at `position` up towards `top` while it is smaller than its parent."""
    item = heap[position]
    while position > top:
        parent = (position - 1) >> 1
        if not item < heap[parent]:
            break
        heap[position] = heap[parent]
        position = parent
    heap[position] = item


def _sink(heap, top):
    """Puts the item at `top` in its place: the hole goes down to a leaf along the smaller children, then the item rises."""
    end = len(heap)
    item = heap[top]
    position = top
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, top, position)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """Sorted iterables as one. Reads each only as far as needed."""
    heads = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            heads.append(_Head(value, order, iterator, key, reverse))
            break
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.value
        for head.value in head.iterator:
            head.weight = head.value if key is None else key(head.value)
            heapreplace(heads, head)
            break
        else:
            heappop(heads)


class _Head:
    """The next value of one iterable of a merge. Equal values come in the order of their iterables."""

    def __init__(self, value, order, iterator, key, reverse):
        self.value = value
        self.weight = value if key is None else key(value)
        self.order = order
        self.iterator = iterator
        self.reverse = reverse

    def __lt__(self, other):
        if self.weight == other.weight:
            return self.order < other.order
        return other.weight < self.weight if self.reverse else self.weight < other.weight


built_in(__name__)
