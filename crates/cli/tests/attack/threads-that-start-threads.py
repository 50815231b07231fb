# stopped: steps
import threading
def f(): threading.Thread(target=f).start()
f()
