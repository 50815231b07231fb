# stopped: memory
x=list(range(10**7));y=list(range(10**7))
while True: x==y
