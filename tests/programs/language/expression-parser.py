def tokens(text):
    position = 0
    while True:
        while position < len(text) and text[position] == " ":
            position += 1
        if position == len(text):
            return
        start = position
        if text[position].isdigit():
            while position < len(text) and text[position].isdigit():
                position += 1
            yield "number", int(text[start:position])
        else:
            position += 1
            yield "sign", text[start]


def evaluate(text):
    stream = list(tokens(text)) + [("end", None)]
    at = 0

    def expression(minimum):
        nonlocal at
        kind, value = stream[at]
        at += 1
        if value == "(":
            result = expression(0)
            at += 1
        elif value == "-":
            result = -expression(9)
        else:
            result = value
        powers = {"+": 1, "-": 1, "*": 2, "/": 2}
        while powers.get(stream[at][1], -1) >= minimum:
            sign = stream[at][1]
            at += 1
            right = expression(powers[sign] + 1)
            result = {"+": lambda: result + right, "-": lambda: result - right,
                      "*": lambda: result * right, "/": lambda: result / right}[sign]()
        return result

    return expression(0)


for text in ("1 + 2 * 3", "(1 + 2) * 3", "10 - 4 - 3", "2 * (3 + 4) / 7", "-5 + 2"):
    print(text, "=", evaluate(text))
