"""Sets of characters, and templates with $names: all of CPython's but `Formatter`."""

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace

_FIRST = frozenset(ascii_letters + "_")
_NEXT = frozenset(ascii_letters + "_" + digits)


def capwords(s, sep=None):
    return (" " if sep is None else sep).join([word.capitalize() for word in s.split(sep)])


class Template:
    """Text with places to fill: `$name`, `${name}`, and `$$` for the sign itself."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(what stands there, name or None if it is a $$ or "" if it is wrong, position) and plain text, in turn."""
        text, position = self.template, 0
        while True:
            sign = text.find(self.delimiter, position)
            if sign < 0:
                yield text[position:], False, position
                return
            yield text[position:sign], False, position
            rest = text[sign + 1 :]
            braced = rest.startswith("{")
            start = end = 1 if braced else 0
            while end < len(rest) and rest[end] in (_NEXT if end > start else _FIRST):
                end += 1
            if rest.startswith(self.delimiter):
                yield self.delimiter, None, sign
                position = sign + 2
            elif end > start and (not braced or rest[end : end + 1] == "}"):
                position = sign + 1 + end + braced
                yield text[sign:position], rest[start:end], sign
            else:
                yield self.delimiter, "", sign
                position = sign + 1

    def _invalid(self, position):
        lines = self.template[:position].splitlines(keepends=True)
        column = position - len("".join(lines[:-1])) if lines else position
        return ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column + 1 if lines else 1}")

    def substitute(self, mapping={}, /, **keywords):
        values = {**mapping, **keywords}
        out = []
        for text, name, position in self._parts():
            if name == "":
                raise self._invalid(position)
            out.append(str(values[name]) if name else text)
        return "".join(out)

    def safe_substitute(self, mapping={}, /, **keywords):
        values = {**mapping, **keywords}
        return "".join([str(values[name]) if name and name in values else text for text, name, _ in self._parts()])

    def is_valid(self):
        return all(name != "" for _, name, _ in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys([name for _, name, _ in self._parts() if name]))
