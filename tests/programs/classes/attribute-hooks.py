class Proxy:
    def __init__(self, target):
        self.__dict__["target"] = target

    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)


class Thing:
    size = 1


thing = Thing()
proxy = Proxy(thing)
print(proxy.size)
proxy.size = 5
print(thing.size, proxy.target is thing)
try:
    proxy.nothing
except AttributeError as error:
    print(error)


class Private:
    def __init__(self):
        self.__secret = 1
        self._shy = 2

    def reveal(self):
        return self.__secret


p = Private()
print(p.reveal(), p._Private__secret, p._shy)
try:
    p.__secret
except AttributeError as error:
    print(error)


class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.name} must be an int")
        setattr(instance, self.name, value)


class Point:
    x = Typed()


point = Point()
point.x = 3
print(point.x)
try:
    point.x = "3"
except TypeError as error:
    print(error)
