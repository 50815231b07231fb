# The traceback of a thread goes to standard error, and the program goes on.
import threading


def fail():
    raise ValueError("no")


def leave():
    raise SystemExit(3)


for function in (fail, leave):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()
    print(function.__name__, thread.is_alive())


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
thread = threading.Thread(target=fail, name="third")
thread.start()
thread.join()
