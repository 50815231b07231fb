def check(value):
    assert value > 0, f"{value} is not positive"
    assert value != 5
    return value


for value in (1, -1, 5):
    try:
        print(check(value))
    except AssertionError as error:
        print(repr(error), str(error) == "")
assert True, 1 / 0
try:
    assert (), [1, 2]
except AssertionError as error:
    print(error.args)
