# A child has a copy of what the program has: neither sees what the other changes.
from multiprocessing import Process, Queue

numbers = [1, 2, 3]


class Box:
    content = "before"


box = Box()


def change(queue):
    global count
    numbers.append(4)
    Box.content = "of the child"
    box.label = "mine"
    count = 1
    queue.put((numbers, box.content, box.label, count))


if __name__ == "__main__":
    count = 0
    queue = Queue()
    child = Process(target=change, args=(queue,))
    child.start()
    print(queue.get())
    child.join()
    print(numbers, box.content, hasattr(box, "label"), count)
