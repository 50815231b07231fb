# Exceptions that are not Exceptions go through `except Exception`.
def stop():
    try:
        raise KeyboardInterrupt("by hand")
    except Exception:
        print("not caught here")
    finally:
        print("finally")


try:
    stop()
except BaseException as error:
    print(repr(error))
raise GeneratorExit("uncaught")
