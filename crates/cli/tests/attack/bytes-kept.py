# stopped: memory
s=[]
while True: s.append(bytes(1_000_000))
