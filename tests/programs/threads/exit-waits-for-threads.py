import sys
import threading
import time


def work():
    time.sleep(0.2)
    print("the thread ends")


threading.Thread(target=work).start()
print("main leaves")
sys.exit(0)
