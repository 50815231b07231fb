def load(name):
    return {"port": "80x"}[name]


def port():
    try:
        return int(load("port"))
    except ValueError as error:
        raise RuntimeError("bad configuration") from error


try:
    port()
finally:
    print("finally runs before the traceback")
