# Encoders and hooks, and JSON in files in memory.
import dataclasses
import datetime
import enum
import io
import json
from dataclasses import dataclass
from json.decoder import JSONDecodeError


@dataclass
class Point:
    x: int
    y: int


class Color(enum.IntEnum):
    RED = 1


class Encoder(json.JSONEncoder):
    def default(self, o):
        if dataclasses.is_dataclass(o):
            return dataclasses.asdict(o)
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        if isinstance(o, datetime.date):
            return o.isoformat()
        return super().default(o)


value = {"point": Point(1, 2), "set": {3, 1}, "day": datetime.date(2024, 2, 29), "color": Color.RED}
print(json.dumps(value, cls=Encoder), Encoder(indent=2, sort_keys=True).encode(value))
print("".join(json.JSONEncoder(separators=(",", ":")).iterencode({"a": [1, None]})))
print(json.dumps([Point(1, 2)], default=vars), json.dumps(value, default=str)[:36])
file = io.StringIO()
json.dump({"a": [1, 2.5, None]}, file, indent=1)
file.write("\n")
print(file.getvalue(), end="")
file.seek(0)
print(json.load(file), json.loads(b'{"a": 1}'))


def to_point(found):
    return Point(**found) if found.keys() == {"x", "y"} else found


print(json.loads('{"at": {"x": 1, "y": 2}, "n": {}}', object_hook=to_point))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": 1, "a": 2}'))
print(json.loads("[1, 2.50, -3e2, NaN]", parse_int=lambda text: f"i{text}", parse_float=str, parse_constant=str.lower))
decoder = json.JSONDecoder(object_hook=to_point)
print(decoder.decode(' {"x": 0, "y": 0} '), decoder.raw_decode('[1] and more'), decoder.raw_decode("xx 12", 3))
print(json.JSONDecoder(strict=False).decode('"a\tb"'))


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


circle = []
circle.append({"again": circle})
attempt(json.dumps, circle)
attempt(json.dumps, [float("inf")], allow_nan=False)
attempt(json.dumps, {(1, 2): 3})
attempt(json.dumps, [Point(1, 2)], cls=json.JSONEncoder)
attempt(json.dumps, object, cls=Encoder)
attempt(json.loads, 3)
attempt(decoder.raw_decode, " 1")
print(JSONDecodeError is json.JSONDecodeError, json.dumps([circle[:0]] * 2))
