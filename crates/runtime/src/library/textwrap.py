"""Filling, indenting and shortening of text. Lines break at white space and behind hyphens in words."""

from string import whitespace


def dedent(text):
    """Without the white space that begins every line."""
    lines = text.split("\n")
    margin = None
    for line in lines:
        if line.strip(" \t"):
            indent = line[: len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = indent
            else:
                shared = 0
                while shared < min(len(margin), len(indent)) and margin[shared] == indent[shared]:
                    shared += 1
                margin = margin[:shared]
    cut = len(margin or "")
    return "\n".join([line[cut:] if line.strip(" \t") else "" for line in lines])


def indent(text, prefix, predicate=None):
    lines = text.splitlines(True)
    return "".join([prefix + line if (predicate(line) if predicate else line.strip()) else line for line in lines])


class TextWrapper:
    """How text is to be wrapped."""

    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if character in whitespace else character for character in text])
        return self._lines(self._chunks(text))

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _chunks(self, text):
        """Words and the white space between them; words with hyphens in several."""
        chunks = []
        for character in text:
            is_space = character in whitespace
            if chunks and is_space == (chunks[-1][0] in whitespace):
                chunks[-1] += character
            else:
                chunks.append(character)
        if not self.break_on_hyphens:
            return chunks
        return [part for chunk in chunks for part in _at_hyphens(chunk)]

    def _lines(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            first = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(first) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks = chunks[::-1]
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            line = self._take(chunks, room)
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or self._is_last(chunks, line, room):
                lines.append(indent + "".join(line))
            else:
                self._shorten(lines, line, room, indent)
                break
        return lines

    def _take(self, chunks, room):
        """As many chunks as fit."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= room:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > room:
            self._break(chunks, line, room - length if room > 0 else 1)
            length = sum([len(chunk) for chunk in line])
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _break(self, chunks, line, room):
        """A word that fits on no line at all."""
        if self.break_long_words:
            word = chunks[-1]
            end = max(room, 1) if not line or room > 0 else room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, max(room, 0))
                if hyphen > 0 and any(character != "-" for character in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _is_last(self, chunks, line, room):
        rest_is_blank = not chunks or (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
        return rest_is_blank and sum([len(chunk) for chunk in line]) <= room

    def _shorten(self, lines, line, room, indent):
        """Ends with the placeholder, on this line or the one before."""
        while line:
            if line[-1].strip() and sum([len(chunk) for chunk in line]) + len(self.placeholder) <= room:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


def _at_hyphens(word):
    """The parts of a word between which a line may break: behind hyphens with two letters before and a letter after."""
    parts, start = [], 0
    for place, character in enumerate(word):
        if character == "-" and 0 < place < len(word) - 1:
            before, after = word[max(start, place - 2) : place], word[place + 1]
            if len(before) == 2 and all(_is_letter(one) for one in before) and _is_letter(after):
                parts.append(word[start : place + 1])
                start = place + 1
    parts.append(word[start:])
    return parts


def _is_letter(character):
    return character.isalnum() and not character.isdigit() or character == "_"


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width=width, max_lines=1, **options).fill(" ".join(text.strip().split()))
