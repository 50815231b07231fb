# stopped: memory
x=[[0]*100000 for i in range(10**9)]
