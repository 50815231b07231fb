def reader(lines):
    try:
        for line in lines:
            try:
                yield int(line)
            except ValueError as error:
                print("consumer said", error)
    finally:
        print("reader closed")


r = reader(["1", "2", "3"])
print(next(r))
print(r.throw(ValueError("skip")))
try:
    for value in r:
        print("value", value)
        raise KeyError("consumer fails")
except KeyError as error:
    print(error)
print(list(r))
try:
    list(reader(["x"]))
except ValueError as error:
    print("bad line:", error)


def total(values):
    result = 0
    for value in values:
        result += value
        yield result


print(list(total(x for x in (1, 2, 3))))
print(sum(1 for _ in total(range(100))), max(total([1, -5, 10])))
