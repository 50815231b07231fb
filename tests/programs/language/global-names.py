total = 0
names = []


def add(amount):
    global total, created
    total += amount
    created = f"by add({amount})"
    names.append(amount)


add(3)
add(4)
print(total, created, names)


def shadow():
    total = "local"
    return total


print(shadow(), total)


def late():
    return defined_later


try:
    late()
except NameError as error:
    print(error)
defined_later = "now it is there"
print(late())
del defined_later
try:
    late()
except NameError as error:
    print(error)
