values = [1, 2, 3]


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, "-", error)


def unpack_too_few():
    a, b, c, d = values


def unpack_too_many():
    a, b = values


def unpack_starred():
    a, b, c, d, *rest = values


def unpack_number():
    a, b = 5


def unpack_endless():
    a, b = range(10)


def store_in_tuple():
    (1, 2)[0] = 3


def delete_from_string():
    text = "abc"
    del text[0]


def store_out_of_range():
    values[9] = 1


def delete_missing():
    del {}["x"]


def iterate_number():
    for _ in 5:
        pass


def star_number():
    print(*5)


def double_star():
    print(**5)


def add_in_place():
    count = 1
    count += "x"


def set_attribute():
    (5).name = 1


for action in (unpack_too_few, unpack_too_many, unpack_starred, unpack_number, unpack_endless, store_in_tuple,
               delete_from_string, store_out_of_range, delete_missing, iterate_number, star_number, double_star,
               add_in_place, set_attribute):
    attempt(action)
