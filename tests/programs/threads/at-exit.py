# What is registered is called when the last thread is over, the last that was registered first.
import atexit
import threading
import time


@atexit.register
def first():
    print("registered first")


atexit.register(print, "with", "arguments", sep="-")
atexit.unregister(first)
atexit.register(first)


def work():
    time.sleep(0.2)
    print("the thread ends")


threading.Thread(target=work).start()
print("main ends")
