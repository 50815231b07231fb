"""Paths as objects, without a disk: `PurePosixPath`, which `PurePath` makes too. `Path` would look at files, and is refused."""

from os import fspath


def _parsed(texts):
    """The root, and the names after it. What comes after the last root counts."""
    root, names = "", []
    for text in texts:
        if text.startswith("/"):
            slashes = len(text) - len(text.lstrip("/"))
            root, names = "//" if slashes == 2 else "/", []
        names += [name for name in text.split("/") if name and name != "."]
    return root, names


class PurePath:
    def __new__(cls, *args):
        self = super().__new__(PurePosixPath if cls is PurePath else cls)
        texts = []
        for arg in args:
            text = str(arg) if isinstance(arg, PurePath) else fspath(arg)
            if not isinstance(text, str):
                raise TypeError(
                    f"argument should be a str object or an os.PathLike object returning str, not {type(arg)!r}"
                )
            texts.append(text)
        self._root, self._names = _parsed(texts)
        return self

    def __init__(self, *args):
        pass

    def _made(self, root, names):
        other = type(self)()
        other._root, other._names = root, names
        return other

    def __str__(self):
        return self._root + "/".join(self._names) or "."

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        return self.joinpath(key) if isinstance(key, str) or hasattr(key, "__fspath__") else NotImplemented

    def __rtruediv__(self, key):
        return type(self)(key, self) if isinstance(key, str) or hasattr(key, "__fspath__") else NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    drive = ""

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def parts(self):
        return (*([self._root] if self._root else []), *self._names)

    @property
    def parent(self):
        return self._made(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return _Parents(self)

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        dot = self.name.rfind(".")
        return self.name[dot:] if 0 < dot < len(self.name) - 1 else ""

    @property
    def suffixes(self):
        if self.name.endswith("."):
            return []
        return ["." + suffix for suffix in self.name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._made(self._root, [*self._names[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(self._root, [*self._names[:-1], self.name.removesuffix(self.suffix) + suffix])

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        count = len(base._names)
        if self._root != base._root or self._names[:count] != base._names:
            above = base._root + "/".join(base._names)
            raise ValueError(
                f"{str(self)!r} is not in the subpath of {above!r} OR one path is relative and the other is absolute."
            )
        return self._made("", self._names[count:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote

        return "file://" + quote(str(self))


class PurePosixPath(PurePath):
    pass


class _Parents:
    """The folders above a path, the nearest first."""

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._names)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple([self[one] for one in range(*index.indices(len(self)))])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        left = len(self) - 1 - index % len(self)
        return self._path._made(self._path._root, self._path._names[:left])

    def __iter__(self):
        return iter([self[index] for index in range(len(self))])

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"
