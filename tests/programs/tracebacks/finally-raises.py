def close():
    raise OSError("already closed")


def work():
    try:
        raise ValueError("broken")
    finally:
        close()


work()
