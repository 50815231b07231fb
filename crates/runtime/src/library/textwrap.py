"""Filling, indenting and shortening of text. Lines break at white space and behind hyphens in words.

A text is cut into pieces first: words, parts of words, and the white space between them. Lines are filled with those one by one.
"""

from string import ascii_lowercase, whitespace

_BLANKS = " \t"


def dedent(text):
    """Without the white space that begins every line. Lines of nothing else become empty, and do not count."""
    lines = [line if line.strip(_BLANKS) else "" for line in text.split("\n")]
    margins = [line[: len(line) - len(line.lstrip(_BLANKS))] for line in lines if line]
    margin = _common_start(min(margins), max(margins)) if margins else ""
    return "\n".join([line[len(margin) :] for line in lines])


def _common_start(one, other):
    """What two texts begin with. Of many texts it is that of the first and the last in order."""
    length = 0
    for first, second in zip(one, other):
        if first != second:
            break
        length += 1
    return one[:length]


def indent(text, prefix, predicate=None):
    wanted = predicate or str.strip
    return "".join([prefix + line if wanted(line) else line for line in text.splitlines(True)])


class TextWrapper:
    """How text is to be wrapped."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
        max_lines=None, placeholder=" [...]",
    ):
        self.width, self.max_lines, self.placeholder = width, max_lines, placeholder
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.tabsize, self.replace_whitespace = expand_tabs, tabsize, replace_whitespace
        self.drop_whitespace, self.fix_sentence_endings = drop_whitespace, fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens

    def wrap(self, text):
        pieces = _words_and_gaps(self._with_plain_spaces(text))
        if self.break_on_hyphens:
            pieces = [part for piece in pieces for part in _at_hyphens(piece)]
        if self.fix_sentence_endings:
            _part_sentences(pieces)
        return self._lines(pieces)

    def fill(self, text):
        lines = self.wrap(text)
        return "\n".join(lines)

    def _with_plain_spaces(self, text):
        expanded = text.expandtabs(self.tabsize) if self.expand_tabs else text
        if not self.replace_whitespace:
            return expanded
        return "".join([" " if character in whitespace else character for character in expanded])

    def _lines(self, pieces):
        self._check_width()
        lines, at = [], 0
        while at < len(pieces):
            if lines and self._is_droppable(pieces[at]):
                at += 1
            margin = self._margin(len(lines))
            line, at = self._take(pieces, at, self.width - len(margin))
            if not line:
                continue
            fits = _length(line) <= self.width - len(margin)
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and not (fits and self._is_end(pieces, at)):
                return self._cut_short(lines, line, margin)
            lines.append(margin + "".join(line))
        return lines

    def _margin(self, number):
        return self.subsequent_indent if number else self.initial_indent

    def _check_width(self):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            # Where there is but one line, that one has to take the placeholder.
            shortest = self._margin(self.max_lines > 1) + self.placeholder.lstrip()
            if len(shortest) > self.width:
                raise ValueError("placeholder too large for max width")

    def _is_droppable(self, piece):
        return self.drop_whitespace and not piece.strip()

    def _is_end(self, pieces, at):
        """Whether nothing comes from here on, or nothing that would be kept."""
        left = len(pieces) - at
        return left == 0 or (left == 1 and self._is_droppable(pieces[at]))

    def _take(self, pieces, at, room):
        """The pieces of the next line, and where the one after it begins. Of a word that fits on no line, a part may be taken."""
        line, free = [], room
        while at < len(pieces) and len(pieces[at]) <= free:
            line.append(pieces[at])
            free -= len(pieces[at])
            at += 1
        if at < len(pieces) and len(pieces[at]) > room:
            if self.break_long_words:
                end = self._break_of(pieces[at], free if room > 0 else 1)
                line.append(pieces[at][:end])
                pieces[at] = pieces[at][end:]
            elif not line:
                line.append(pieces[at])
                at += 1
        if line and self._is_droppable(line[-1]):
            line.pop()
        return line, at

    def _break_of(self, word, free):
        """How much of a long word goes on this line: to its last hyphen that fits, if there is more than hyphens before."""
        hyphen = word.rfind("-", 0, free) if self.break_on_hyphens else -1
        return hyphen + 1 if hyphen > 0 and word[:hyphen].strip("-") else free

    def _cut_short(self, lines, line, margin):
        """The lines with a placeholder for the rest: on the last one, or on the one before, or on a line of its own."""
        while line and (not line[-1].strip() or len(margin) + _length(line) + len(self.placeholder) > self.width):
            line.pop()
        if line:
            return [*lines, margin + "".join(line) + self.placeholder]
        if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
            return [*lines[:-1], lines[-1].rstrip() + self.placeholder]
        return [*lines, margin + self.placeholder.lstrip()]


def _length(pieces):
    return sum([len(piece) for piece in pieces])


def _words_and_gaps(text):
    """Words and the white space between them, by turns."""
    pieces = []
    was_space = None
    for character in text:
        is_space = character in whitespace
        if is_space is was_space:
            pieces[-1] += character
        else:
            pieces.append(character)
        was_space = is_space
    return pieces


def _part_sentences(pieces):
    """Makes the single space behind the end of a sentence two: behind a small letter and one of `.!?`, perhaps in quotes."""
    for index, piece in enumerate(pieces[1:]):
        last = pieces[index].removesuffix("'") if pieces[index].endswith("'") else pieces[index].removesuffix('"')
        if piece == " " and last[-1:] in (".", "!", "?") and last[-2:-1] in tuple(ascii_lowercase):
            pieces[index + 1] = "  "


def _at_hyphens(word):
    """The parts of a word between which a line may break: behind hyphens with two letters before and a letter after."""
    parts, start = [], 0
    for index, character in enumerate(word):
        if character == "-" and 0 < index < len(word) - 1:
            before, after = word[max(start, index - 2) : index], word[index + 1]
            if len(before) == 2 and all(_is_letter(one) for one in before) and _is_letter(after):
                parts.append(word[start : index + 1])
                start = index + 1
    parts.append(word[start:])
    return parts


def _is_letter(character):
    return character.isalnum() and not character.isdigit() or character == "_"


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    one_line = " ".join(text.split())
    return TextWrapper(width=width, max_lines=1, **options).fill(one_line)
