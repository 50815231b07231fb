# stopped: memory
while True:
    try:
        s=[]
        while True: s.append([0]*1000000)
    except BaseException: pass
