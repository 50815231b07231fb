def down(n):
    if n == 0:
        raise IndexError("reached the bottom")
    down(n - 1)


down(6)
