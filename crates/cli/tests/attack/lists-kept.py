# stopped: memory
s = []
while True:
    s.append([0] * 1_000_000)
