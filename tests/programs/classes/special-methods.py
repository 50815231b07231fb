class Vector:
    def __init__(self, *parts):
        self.parts = tuple(parts)

    def __repr__(self):
        return f"Vector{self.parts}"

    def __str__(self):
        return "<" + " ".join(map(str, self.parts)) + ">"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, factor):
        return Vector(*(part * factor for part in self.parts))

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __lt__(self, other):
        return self.parts < other.parts

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]

    def __contains__(self, value):
        return value in self.parts

    def __bool__(self):
        return any(self.parts)

    def __call__(self, scale):
        return self * scale

    def __format__(self, spec):
        return "/".join(format(part, spec) for part in self.parts)


v, w = Vector(1, 2), Vector(3, 4)
print(v, [v], v + w, v * 2, 3 * v, -v, v == Vector(1, 2), v != w, {v: "key"}[Vector(1, 2)])
print(len(v), v[0], v[-1], v[:1], 2 in v, 9 in v, list(v), bool(Vector(0, 0)), v(10), f"{v:.1f} {v!r} {v}")
print(sorted([w, v]), max(v, w), sum([v, w], Vector(0, 0)), v < w, w > v)
for attempt in (lambda: v + 1, lambda: 1 + v, lambda: v - w, lambda: v <= w):
    try:
        attempt()
    except TypeError as error:
        print(error)
