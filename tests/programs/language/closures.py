def counter(start):
    count = start

    def step(amount=1):
        nonlocal count
        count += amount
        return count

    def peek():
        return count

    return step, peek


step, peek = counter(10)
other, other_peek = counter(100)
print(step(), step(5), peek(), other(), other_peek(), peek())


def powers():
    return [lambda x: x ** n for n in range(4)]


print([f(2) for f in powers()])
print([f(2) for f in [lambda x, n=n: x ** n for n in range(4)]])


def outer():
    def middle():
        def inner():
            nonlocal word
            word += "!"
            return word
        return inner
    word = "hey"
    return middle()


shout = outer()
shout()
print(shout())
