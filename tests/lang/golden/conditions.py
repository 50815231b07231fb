while not (a and b or c < d < e):
    if a if b else c:
        continue
    elif __debug__ and not x:
        break
    assert y, "message"
else:
    z = a or b and not c
