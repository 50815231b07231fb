# The process ends when the last thread that is no daemon does.
import threading
import time


def work(name, delay):
    time.sleep(delay)
    print(name, "ends", threading.main_thread().is_alive())


threading.Thread(target=work, args=("daemon", 0.5), daemon=True).start()
threading.Thread(target=work, args=("other", 0.2)).start()
threading.Thread(target=lambda: threading.Thread(target=work, args=("child", 0.3)).start()).start()
print("main ends")
