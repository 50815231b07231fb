"""Classes and objects with hooks of their own are asked by queues and locks, wherever those would do without."""
import asyncio


class Loud(asyncio.Queue):
    def _init(self, maxsize):
        print("init", maxsize)
        self._queue = []

    def _put(self, item):
        print("put", item)
        self._queue.insert(0, item)

    def _get(self):
        print("get")
        return self._queue.pop()

    def qsize(self):
        print("qsize")
        return len(self._queue)

    def full(self):
        print("full")
        return super().full()

    def empty(self):
        print("empty")
        return super().empty()


class Counting(asyncio.Lock):
    async def acquire(self):
        print("acquire")
        return await super().acquire()

    def release(self):
        print("release")
        super().release()


class Grumpy(asyncio.Semaphore):
    refuses = False

    def locked(self):
        print("locked?")
        return self.refuses or super().locked()


class Sized(asyncio.Queue):
    def qsize(self):
        return 2 * super().qsize()


async def queues():
    queue = Loud(2)
    await queue.put("a")
    queue.put_nowait("b")
    try:
        queue.put_nowait("c")
    except asyncio.QueueFull as error:
        print(repr(error))
    print(await queue.get(), queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    sized = Sized(3)
    sized.put_nowait(1)
    sized.put_nowait(2)
    print(sized.full(), sized.qsize(), sized.maxsize)
    plain = asyncio.Queue()
    plain._put = lambda item: plain._queue.extend([item, item])
    plain.put_nowait("twice")
    print(plain.qsize(), plain)
    limited = asyncio.Queue()
    limited.__dict__["_maxsize"] = 1
    limited.put_nowait(1)
    print(limited.full())
    for kind in (asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = kind(3)
        for item in (2, 3, 1):
            queue.put_nowait(item)
        print(queue, [queue.get_nowait() for _ in range(3)], queue._unfinished_tasks)


async def locks():
    async with Counting() as nothing:
        print("held", nothing)
    lock = asyncio.Lock()
    lock.release = lambda: print("released in another way")
    async with lock:
        print(lock.locked())
    print(lock.locked())
    grumpy = Grumpy()
    async with grumpy:
        print(grumpy._value)
    grumpy.refuses = True
    try:
        async with asyncio.timeout(0.1):
            async with grumpy:
                print("never")
    except TimeoutError:
        print("refused", grumpy._value)
    bounded = asyncio.BoundedSemaphore(True)
    async with bounded:
        print(bounded._value)
    for one in (bounded, asyncio.Lock()):
        try:
            one.release()
        except (ValueError, RuntimeError) as error:
            print(repr(error))


async def across_loops(queue, lock):
    await lock.acquire()
    waiting = asyncio.create_task(lock.acquire())
    getting = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    waiting.cancel()
    getting.cancel()
    await asyncio.wait([waiting, getting])


async def elsewhere(queue, lock):
    for call in (queue.get, lock.acquire):
        try:
            await call()
        except RuntimeError as error:
            print(str(error).partition(" is ")[2])


asyncio.run(queues())
asyncio.run(locks())
queue, lock = asyncio.Queue(), asyncio.Lock()
asyncio.run(across_loops(queue, lock))
asyncio.run(elsewhere(queue, lock))
