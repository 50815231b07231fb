class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"


class Dog(Animal):
    sound = "woof"

    def speak(self):
        return super().speak() + "!"


class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak().replace("o", "i") + str(self.age)


for animal in (Animal("it"), Dog("Rex"), Puppy("Bit", 1)):
    print(animal.speak(), isinstance(animal, Dog), type(animal).__bases__[0].__name__)
print([c.__name__ for c in Puppy.__mro__], issubclass(Puppy, Animal), Puppy.sound)


class Left(Animal):
    def speak(self):
        return "left " + super().speak()


class Right(Animal):
    def speak(self):
        return "right " + super().speak()


class Both(Left, Right):
    pass


print(Both("x").speak(), [c.__name__ for c in Both.mro()])
try:
    class Broken(Animal, Dog):
        pass
except TypeError as error:
    print(str(error).splitlines()[0])
