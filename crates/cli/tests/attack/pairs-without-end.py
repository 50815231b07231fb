# stopped: steps
x=[]
while True: x=[x,x]
