text = """the loop waits for the sockets
the sockets wait for the wire
and the wire waits for no one"""
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<8}{count:>3} {'#' * count}")
longest = max(text.splitlines(), key=len)
print(repr(longest), len(longest), text.count("\n") + 1, "lines")
index = {}
for number, line in enumerate(text.splitlines(), 1):
    for word in line.split():
        index.setdefault(word[0], set()).add(number)
print({letter: sorted(lines) for letter, lines in sorted(index.items())})
