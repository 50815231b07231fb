x = "module"


class Outer:
    x = "class"
    y = x + "!"
    values = [x for _ in range(2)]

    def method(self):
        return x

    class Inner:
        z = x

        def who(self):
            return __class__.__name__, self.__class__.__qualname__

    for i in range(3):
        pass


print(Outer.y, Outer.values, Outer().method(), Outer.Inner.z, Outer.Inner().who(), Outer.i)


def make(n):
    class Made:
        size = n

        def grow(self):
            nonlocal n
            n += 1
            return n
    return Made


a, b = make(1), make(10)
print(a().grow(), a().grow(), b().grow(), a.size, a is b, a.__name__, a.__qualname__)
Outer.added = lambda self, v: (self.x, v)
print(Outer().added(5), "added" in vars(Outer), callable(Outer))
try:
    class Bad:
        print(undefined_here)
except NameError as error:
    print(error)


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = 1
try:
    s.c = 2
except AttributeError as error:
    print(s.a, error)
