"""`bytearray`: bytes that change. What only looks at them, `bytes` does; what it gives is made a `bytearray` again."""


def _again(cls, value):
    if isinstance(value, bytes):
        return cls(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_again(cls, part) for part in value])
    return value


def _byte(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = value.__index__()
    if not 0 <= value < 256:
        raise ValueError("byte must be in range(0, 256)")
    return value


def _bytes_like(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, bytearray) or hasattr(type(value), "__bytes__"):
        return bytes(value)
    raise TypeError(f"can't concat {type(value).__name__} to bytearray")


class bytearray:
    __module__ = "builtins"
    __hash__ = None

    def __init__(self, source=b"", encoding=None, errors=None):
        if isinstance(source, str):
            if encoding is None:
                raise TypeError("string argument without an encoding")
            source = source.encode(encoding, errors or "strict")
        elif encoding is not None or errors is not None:
            raise TypeError("encoding or errors without a string argument")
        self._items = list(bytes(source))

    @classmethod
    def fromhex(cls, string, /):
        return cls(bytes.fromhex(string))

    maketrans = staticmethod(bytes.maketrans)

    def __bytes__(self):
        return bytes(self._items)

    def __repr__(self):
        return f"{type(self).__name__}({bytes(self._items)!r})"

    __str__ = __repr__

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return _Iterator(self)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, value):
        return (value if isinstance(value, int) else _bytes_like(value)) in bytes(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(self._items[index])
        return self._items[_checked(self._items, index)]

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if isinstance(value, int) or isinstance(value, str):
                raise TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
            self._items[index] = list(bytes(value))
        else:
            self._items[_checked(self._items, index)] = _byte(value)

    def __delitem__(self, index):
        if not isinstance(index, slice):
            index = _checked(self._items, index)
        del self._items[index]

    def __eq__(self, other):
        if not isinstance(other, (bytes, bytearray)) and not hasattr(type(other), "__bytes__"):
            return NotImplemented
        return bytes(self._items) == bytes(other)

    def __lt__(self, other):
        return bytes(self._items) < bytes(other) if isinstance(other, (bytes, bytearray)) else NotImplemented

    def __le__(self, other):
        return bytes(self._items) <= bytes(other) if isinstance(other, (bytes, bytearray)) else NotImplemented

    def __gt__(self, other):
        return bytes(self._items) > bytes(other) if isinstance(other, (bytes, bytearray)) else NotImplemented

    def __ge__(self, other):
        return bytes(self._items) >= bytes(other) if isinstance(other, (bytes, bytearray)) else NotImplemented

    def __add__(self, other):
        return type(self)(bytes(self._items) + _bytes_like(other))

    def __radd__(self, other):
        # `bytes + bytearray` is of the kind of the first.
        return other + bytes(self._items) if isinstance(other, bytes) else NotImplemented

    def __iadd__(self, other):
        self._items.extend(_bytes_like(other))
        return self

    def __mul__(self, times):
        return type(self)(bytes(self._items) * times)

    __rmul__ = __mul__

    def __imul__(self, times):
        self._items *= times
        return self

    def __mod__(self, values):
        return type(self)(bytes(self._items) % values)

    def append(self, item, /):
        self._items.append(_byte(item))

    def extend(self, items, /):
        if isinstance(items, str):
            raise TypeError("expected iterable of integers; got: 'str'")
        self._items.extend([_byte(item) for item in items])

    def insert(self, index, item, /):
        self._items.insert(index, _byte(item))

    def pop(self, index=-1, /):
        if not self._items:
            raise IndexError("pop from empty bytearray")
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("pop index out of range")
        return self._items.pop(index)

    def remove(self, value, /):
        if _byte(value) not in self._items:
            raise ValueError("value not found in bytearray")
        self._items.remove(value)

    def clear(self):
        self._items.clear()

    def copy(self):
        return type(self)(self._items)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def reverse(self):
        self._items.reverse()

    def decode(self, encoding="utf-8", errors="strict"):
        return bytes(self._items).decode(encoding, errors)

    def join(self, parts, /):
        return type(self)(bytes(self._items).join(parts))


class _Iterator:
    def __init__(self, array):
        self._array, self._at = array, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._array is None or self._at >= len(self._array):
            self._array = None
            raise StopIteration
        self._at += 1
        return self._array._items[self._at - 1]

    def __length_hint__(self):
        return 0 if self._array is None else max(len(self._array) - self._at, 0)


_Iterator.__name__ = _Iterator.__qualname__ = "bytearray_iterator"
_Iterator.__module__ = "builtins"


def _checked(items, index):
    if not hasattr(type(index), "__index__"):
        raise TypeError(f"bytearray indices must be integers or slices, not {type(index).__name__}")
    index = index.__index__()
    if not -len(items) <= index < len(items):
        raise IndexError("bytearray index out of range")
    return index


def _as_bytes(name):
    method = getattr(bytes, name)

    def call(self, *args, **keywords):
        plain = [bytes(arg) if isinstance(arg, bytearray) else arg for arg in args]
        return _again(type(self), method(bytes(self._items), *plain, **keywords))

    call.__name__ = name
    call.__qualname__ = f"bytearray.{name}"
    return call


for _name in (
    "capitalize center count endswith expandtabs find hex index isalnum isalpha isascii isdigit islower isspace istitle "
    "isupper ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip "
    "split splitlines startswith strip swapcase title translate upper zfill"
).split():
    setattr(bytearray, _name, _as_bytes(_name))
