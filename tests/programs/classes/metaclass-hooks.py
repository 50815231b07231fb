class Meta(type):
    def __reversed__(cls):
        return iter([3, 2, 1])

    def __delattr__(cls, name):
        print("delete", name)
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        print("set", name)
        super().__setattr__(name, value)


class Numbers(metaclass=Meta):
    first = 1


print(list(reversed(Numbers)))
Numbers.second = 2
del Numbers.first
print(hasattr(Numbers, "first"), Numbers.second)
