# A deque of a class of the program stays one in another process, with its attributes and its longest length.
import collections
import multiprocessing


class Recent(collections.deque):
    pass


recent = Recent([1, 2], 5)
recent.label = "inherited"


def work(queue):
    queue.put((isinstance(recent, Recent), list(recent), recent.maxlen, recent.label))


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=work, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
    queue.put(recent)
    sent = queue.get()
    print(type(sent) is Recent, sent is recent, sent, sent.label)
