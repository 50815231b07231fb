# stopped: steps
print(10**11+0.5 in range(10**12))
