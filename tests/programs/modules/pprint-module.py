import collections
import dataclasses
import pprint
import types
from dataclasses import dataclass, field

long = ["first of the words", "second of the words", "third of the words", "fourth"]
pprint.pprint(long)
pprint.pprint({"name": "gather", "tasks": long, "done": {"a": 1, "b": (1,), "c": {3, 1, 2}}})
pprint.pp({"z": long, "a": 1})
print(pprint.pformat({"z": 1, "a": [1, 2]}), pprint.pformat([]), pprint.pformat("short"))
pprint.pprint(tuple(long), indent=4)
pprint.pprint([long, [long]], width=40, indent=2)
pprint.pprint(list(range(40)), compact=True, width=50)
pprint.pprint(list(range(5)), width=10)
pprint.pprint([[[[[1]]]], {"a": {"b": {"c": 1}}}, ((1,),)], depth=2)
pprint.pprint({"text": "The quick brown fox jumps over the lazy dog. " * 3, "n": 1234567}, underscore_numbers=True)
pprint.pprint("One long line of text that is broken between its words, since it is\nlonger than that.", width=40)
pprint.pprint(b"bytes are broken every four, without regard for words" * 2, width=50)
pprint.pprint({1: "a", "b": 2, (1, 2): None}, width=20)
pprint.pprint(frozenset(range(30)))
pprint.pprint(collections.OrderedDict((word, len(word)) for word in long))
pprint.pprint(collections.Counter("abracadabra" * 3), width=20)
pprint.pprint(collections.deque(long, maxlen=9), width=30)
pprint.pprint(collections.deque(range(30)))
pprint.pprint(collections.defaultdict(int, {word: 1 for word in long}))
pprint.pprint(types.SimpleNamespace(words=long, other=1), width=60)
pprint.pprint(collections.ChainMap({"a": 1}, {word: 2 for word in long}))


@dataclass
class Job:
    name: str
    parts: list = field(default_factory=list)
    hidden: int = field(default=3, repr=False)


class Named(collections.namedtuple("Named", "left, right")):
    pass


pprint.pprint(Job("fetch", long))
pprint.pprint([Job("a"), Job("b", [Job("c", long)])])
pprint.pprint(Named(long, 1))
print(pprint.saferepr({2: "b", 1: "a"}), pprint.isreadable([1]), pprint.isrecursive(long))
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.pformat(loop).startswith("[1, <Recursion on list with id="))
printer = pprint.PrettyPrinter(width=30, compact=True)
printer.pprint(long)
for wrong in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.pprint(1, **wrong)
    except ValueError as error:
        print(error)
