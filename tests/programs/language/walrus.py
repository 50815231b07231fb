if (n := len("hello")) > 3:
    print("long", n)
values = [1, 5, 2, 8]
print([doubled for v in values if (doubled := v * 2) > 5])
print(doubled)
queue = [3, 2, 1]
while (item := queue.pop()) < 3:
    print("item", item)
print((a := 1) + (b := 2), a, b)


def total(numbers):
    running = 0
    return [running := running + x for x in numbers], running


print(total([1, 2, 3]))
print(any((found := word).startswith("b") for word in ["ab", "bc", "cd"]), found)
print(f"{(size := 10)} {size}")
