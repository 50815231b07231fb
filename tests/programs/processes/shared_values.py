# Value, Array and Pipe: what processes can share without a queue.
from multiprocessing import Array, Lock, Pipe, Process, Value


def count(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def square(numbers):
    for place, number in enumerate(numbers):
        numbers[place] = number * number


def answer(end):
    while (question := end.recv()) is not None:
        end.send([question, len(question)])
    end.send("bye")


if __name__ == "__main__":
    counter = Value("i", 10)
    children = [Process(target=count, args=(counter, 200)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(counter.value)

    numbers = Array("d", [1.0, 2.0, 3.0], lock=Lock())
    child = Process(target=square, args=(numbers,))
    child.start()
    child.join()
    print(numbers[:], len(numbers), list(Array("i", 3)))

    here, there = Pipe()
    child = Process(target=answer, args=(there,))
    child.start()
    print(here.poll())
    for question in ("how", "are you", None):
        here.send(question)
        print(here.recv())
    child.join()
    print(here.poll(0.05), here.readable, here.writable)

    receiver, sender = Pipe(duplex=False)
    for use in (receiver.send, lambda _: sender.recv()):
        try:
            use("x")
        except OSError as error:
            print(error)
    sender.close()
    try:
        sender.send(1)
    except OSError as error:
        print(error)
