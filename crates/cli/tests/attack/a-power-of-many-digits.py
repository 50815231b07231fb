# fails: MemoryError
x=10**100000000
print(x>0)
