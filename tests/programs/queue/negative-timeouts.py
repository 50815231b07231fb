import queue


def tried(call):
    try:
        return call()
    except Exception as error:
        return repr(error)


unlimited, limited, simple = queue.Queue(), queue.Queue(2), queue.SimpleQueue()
print(tried(lambda: unlimited.put("a", timeout=-1)))
print(tried(lambda: unlimited.get(timeout=-1)), unlimited.qsize())
print(tried(lambda: limited.put("a", timeout=-1)), limited.qsize())
print(tried(lambda: limited.put("a", False, -1)), limited.qsize())
print(tried(lambda: limited.get(False, -1)), tried(lambda: limited.get(False, -1)))
print(tried(lambda: simple.put("a", timeout=-1)), tried(lambda: simple.get(True, -1)))
print(tried(lambda: simple.get(False, -1)), tried(lambda: simple.get(False, -1)))
