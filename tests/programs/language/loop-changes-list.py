# A for loop over a list looks at the list anew at each step.
items = [1, 2, 3]
for item in items:
    if item < 3:
        items.append(item + 10)
    print(item, len(items))
    if len(items) > 6:
        break

letters = list("abcdef")
for letter in letters:
    letters.remove(letter)
print(letters)

counts = {"a": 1, "b": 2}
try:
    for key in counts:
        counts[key + key] = 0
except RuntimeError as error:
    print(error)

numbers = {1, 2, 3}
try:
    for number in numbers:
        numbers.discard(number)
except RuntimeError as error:
    print(error)
print(sorted(numbers), list(counts))
