import heapq
import string
import textwrap

heap = []
for item in (5, 1, 4, 1, 3):
    heapq.heappush(heap, item)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 9), heap)
values = [7, 2, 9, 4]
heapq.heapify(values)
print(values, heapq.nlargest(2, values), heapq.nsmallest(2, [("b", 1), ("a", 2)]), list(heapq.merge([1, 4], [2, 3])))
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("the end"))
print(textwrap.dedent("""\
    two
      lines"""), textwrap.indent("a\nb", "> "), textwrap.shorten("a long sentence here", 12), sep="\n")
print(textwrap.wrap("the quick brown fox jumps over the lazy dog", 16))
