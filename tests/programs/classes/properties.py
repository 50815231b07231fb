class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def fahrenheit(self):
        """Degrees Fahrenheit."""
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @property
    def kelvin(self):
        return self.celsius + 273.15

    @classmethod
    def freezing(cls):
        return cls(0)

    @staticmethod
    def is_cold(celsius):
        return celsius < 10


t = Temperature(25)
print(t.fahrenheit, t.kelvin)
t.fahrenheit = 50
print(t.celsius, Temperature.freezing().fahrenheit, t.is_cold(5), Temperature.is_cold(15), Temperature.fahrenheit.__doc__)
for attempt in (lambda: setattr(t, "kelvin", 5), lambda: delattr(t, "fahrenheit")):
    try:
        attempt()
    except AttributeError as error:
        print(error)


class Kelvin(Temperature):
    @classmethod
    def freezing(cls):
        made = super().freezing()
        made.celsius += 1
        return made


print(type(Kelvin.freezing()).__name__, Kelvin.freezing().celsius)
