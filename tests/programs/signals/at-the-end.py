# A handler runs, too, while the interpreter waits for threads at the end.
import signal, threading, time, os
def t():
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.1)
    print("thread ends")
signal.signal(signal.SIGUSR1, lambda n, f: print("handler"))
threading.Thread(target=t).start()
print("main ends")
