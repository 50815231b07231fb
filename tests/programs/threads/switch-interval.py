import sys

print(sys.getswitchinterval())
for interval in (0.01, 1, 1e-6, 0.0123, 2.5):
    sys.setswitchinterval(interval)
    print(sys.getswitchinterval())
for interval in (0, -1.0):
    try:
        sys.setswitchinterval(interval)
    except ValueError as error:
        print(error)
print(sys.getswitchinterval())
