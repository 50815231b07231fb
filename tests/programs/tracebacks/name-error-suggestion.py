import time

counter = 1
try:
    time.squirt
except AttributeError as error:
    print(error)
print(countr)
