import threading
import time


def work():
    time.sleep(0.2)
    print("the thread ends")


threading.Thread(target=work).start()
print("main fails")
raise ValueError("in main")
