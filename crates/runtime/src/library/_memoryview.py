"""`memoryview`, of bytes and arrays of bytes: a window on them, through which those that change can be changed."""


class memoryview:
    __module__ = "builtins"

    def __init__(self, object, /):
        if isinstance(object, memoryview):
            self._alive()
            self.obj, self._places = object.obj, object._places
        elif isinstance(object, (bytes, bytearray)):
            self.obj, self._places = object, range(len(object))
        else:
            raise TypeError(f"memoryview: a bytes-like object is required, not '{type(object).__name__}'")
        self._released = False

    format, itemsize, ndim = "B", 1, 1

    @property
    def readonly(self):
        return isinstance(self.obj, bytes)

    @property
    def nbytes(self):
        return len(self)

    @property
    def shape(self):
        return (len(self),)

    @property
    def strides(self):
        return (self._places.step,)

    @property
    def contiguous(self):
        return self._places.step == 1 or len(self) < 2

    def _alive(self):
        if self._released:
            raise ValueError("operation forbidden on released memoryview object")

    def _place(self, index):
        try:
            return self._places[index]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None
        except TypeError:
            raise TypeError("memoryview: invalid slice key") from None

    def __len__(self):
        self._alive()
        return len(self._places)

    def __getitem__(self, index):
        self._alive()
        if not isinstance(index, slice):
            return self.obj[self._place(index)]
        part = memoryview(self.obj)
        part._places = self._places[index]
        return part

    def __setitem__(self, index, value):
        self._alive()
        if self.readonly:
            raise TypeError("cannot modify read-only memory")
        if not isinstance(index, slice):
            if not isinstance(value, int):
                raise TypeError("memoryview: invalid type for format 'B'")
            if not 0 <= value < 256:
                raise ValueError("memoryview: invalid value for format 'B'")
            self.obj[self._place(index)] = value
            return
        places, items = self._places[index], bytes(value)
        if len(places) != len(items):
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        for place, item in zip(places, items):
            self.obj[place] = item

    def __iter__(self):
        self._alive()
        return iter([self.obj[place] for place in self._places])

    def __bytes__(self):
        return bytes(list(self))

    tobytes = __bytes__

    def tolist(self):
        return list(self)

    def hex(self, *args):
        return bytes(self).hex(*args)

    def toreadonly(self):
        part = memoryview(bytes(self.obj))
        part._places = self._places
        return part

    def cast(self, format, shape=None):
        if format not in ("B", "b", "c"):
            raise NotImplementedError("Loopscope's memoryview has single bytes only")
        return self[:]

    def release(self):
        self._released = True

    def __enter__(self):
        self._alive()
        return self

    def __exit__(self, *exc_info):
        self.release()

    def __eq__(self, other):
        if isinstance(other, (bytes, bytearray, memoryview)):
            return bytes(self) == bytes(other)
        return NotImplemented

    def __hash__(self):
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        return hash(bytes(self))

    def __repr__(self):
        return f"<{'released ' if self._released else ''}memory at {id(self):#x}>"
