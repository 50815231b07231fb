def command(words):
    match words:
        case []:
            return "nothing"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", *_]:
            return "go where?"
        case ["take", item, *rest] if rest:
            return f"taking {item} and {rest}"
        case [x, y]:
            return f"pair {x} {y}"
        case [first, *middle, last]:
            return f"{first} ... {last} ({len(middle)} between)"
        case {"type": "click", "at": (x, y)}:
            return f"click at {x},{y}"
        case {"type": kind, **rest}:
            return f"{kind} with {rest}"
        case {}:
            return "some mapping"
        case _:
            return "no sequence"


for words in ([], ["go", "north"], ["go", "up"], ["take", "key", "lamp"], ["a", "b"], (1, 2, 3, 4), [1], "go",
              {"type": "click", "at": [3, 4]}, {"type": "key", "code": 5}, {"other": 1}, {}, 5, range(2)):
    print(words, "->", command(words))
