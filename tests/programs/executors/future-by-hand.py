from concurrent.futures import CancelledError, Future, InvalidStateError

future = Future()
future.add_done_callback(lambda done: print("callback", done.result()))
print(future.done(), future.cancelled(), future.set_running_or_notify_cancel(), future.cancel())
future.set_result(5)
future.add_done_callback(lambda done: print("at once", done.result()))
print(future.result(), future.exception())
try:
    future.set_result(6)
except InvalidStateError as error:
    print(str(error).split(":")[0])
cancelled = Future()
print(cancelled.cancel(), cancelled.cancelled(), cancelled.done(), cancelled.running())
for ask in (cancelled.result, cancelled.exception):
    try:
        ask()
    except CancelledError as error:
        print(repr(error))
waiting = Future()
try:
    waiting.result(timeout=0.01)
except TimeoutError as error:
    print(repr(error))
failed = Future()
failed.set_exception(KeyError("k"))
print(repr(failed.exception()))
