# Members of enumerations stay the same; dataclasses, named tuples and other containers arrive as copies of their kind.
import dataclasses
import enum
from collections import Counter, defaultdict, deque, namedtuple
from concurrent.futures import ProcessPoolExecutor


class Color(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list)


Pair = namedtuple("Pair", "a b")


def identity(value):
    return value


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(identity, Color.RED).result() is Color.RED)
        point = Point(1, tags=["a"])
        arrived = pool.submit(identity, point).result()
        print(arrived, arrived == point, arrived is point, arrived.tags is point.tags)
        for value in (Pair(1, 2), Counter("aab"), defaultdict(list, a=[1]), deque([1, 2], 5), {1, 2}, ValueError("x", 1)):
            arrived = pool.submit(identity, value).result()
            print(repr(arrived), type(arrived) is type(value))
        shared = [1]
        both = pool.submit(identity, [shared, shared]).result()
        print(both[0] is both[1], both[0] is shared)
