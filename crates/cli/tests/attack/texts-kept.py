# stopped: memory
s=[]
while True: s.append('x'*1_000_000+str(len(s)))
