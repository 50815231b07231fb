letters = list("abcdefgh")
print(letters[2:5], letters[:3], letters[5:], letters[-3:], letters[:-5])
print(letters[::2], letters[1::3], letters[::-1], letters[5:1:-2], letters[10:], letters[-100:2])
text = "hello world"
print(text[::-1], text[:5], text[-5:], text[3:3] == "", text[None:None:4])
print((1, 2, 3, 4)[1:3], range(10)[2:8:3], list(range(10)[::-3]), b"bytes"[1:3])
letters[1:3] = ["X", "Y", "Z"]
print(letters)
letters[::2] = [0] * len(letters[::2])
print(letters)
del letters[::2]
print(letters)
letters[2:2] = "mn"
print(letters)
letters[:] = []
print(letters)
try:
    [1, 2, 3][::0]
except ValueError as error:
    print(error)
values = [1, 2, 3, 4]
try:
    values[::2] = [1]
except ValueError as error:
    print(error)
print(slice(1, 5, 2), slice(3).indices(10), slice(-3, None).indices(5))
