# What annotations look like when they are printed.
class Thing:
    pass


print(list[int], dict[str, list[int]], tuple[int, ...], type[Thing], set[Thing | None])
print(int | None, int | str | None, list[int] | None, [int | str])


def function(a: list[int] | None = None, *names: str) -> dict[str, int]:
    return {}


print(function.__annotations__)
print(list[int].__origin__, list[int].__args__, (int | None).__args__, isinstance(5, int | str))
