from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

counts = Counter("mississippi")
print(counts, counts.most_common(2), counts["z"], sum(counts.values()), Counter(a=3) - Counter(a=1, b=2), Counter("ab") + Counter("b"))
groups = defaultdict(list)
for word in "apple avocado bean".split():
    groups[word[0]].append(word)
print(groups, dict(groups), "x" in groups, groups["x"], len(groups))
queue = deque([1, 2, 3], maxlen=4)
queue.append(4)
queue.append(5)
queue.appendleft(0)
queue.rotate(1)
print(queue, queue.pop(), queue.popleft(), len(queue), queue[0], list(queue), deque("ab"))
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(3)
print(p, p.x + p.y, p._replace(y=5), p._asdict(), Point(1, 2) == (1, 2), *p, p[0])
ordered = OrderedDict(a=1, b=2)
ordered.move_to_end("a")
print(ordered, list(ordered), ordered.popitem(last=False))
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(chain["a"], chain["b"], sorted(chain))
try:
    Point()
except TypeError as error:
    print(error)
try:
    deque().pop()
except IndexError as error:
    print(error)
