value = 1
print(something_else)
