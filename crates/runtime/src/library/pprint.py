"""Values as text over several lines, where one line would be too long. The same lines as CPython's.

A function for each kind of value says what it consists of: parts between two texts (`_Block`), or pieces of text (`_Pieces`).
`PrettyPrinter` puts that below one another. It knows of each value where it stands (`_Place`), and nothing else of its kind.
"""

import sys
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from dataclasses import fields, is_dataclass
from functools import cmp_to_key
from types import MappingProxyType, SimpleNamespace


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    options = {"compact": compact, "sort_dicts": sort_dicts, "underscore_numbers": underscore_numbers}
    PrettyPrinter(indent, width, depth, stream, **options).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    options = {"compact": compact, "sort_dicts": sort_dicts, "underscore_numbers": underscore_numbers}
    return PrettyPrinter(indent, width, depth, **options).pformat(object)


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


def saferepr(object):
    return PrettyPrinter().format(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


def _comes_first(one, other):
    """What cannot be compared is put in the order of types, so that there is some order."""
    try:
        return bool(one < other)
    except TypeError:
        return (str(type(one)), id(one)) < (str(type(other)), id(other))


_in_order = cmp_to_key(lambda one, other: -_comes_first(one, other))


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class _Place:
    """Where a value stands: at which column, how much of its last line belongs to what follows, in which values, how deep."""

    def __init__(self, column, reserved, around, level):
        self.column, self.reserved = column, reserved
        self.around, self.level = around, level  # the identities, as keys

    def in_itself(self, object):
        """The place that the value's own parts see: there it is one of those around."""
        return _Place(self.column, self.reserved, {**self.around, id(object): 1}, self.level)

    def of_part(self, column, reserved=1):
        """By default a comma follows."""
        return _Place(column, reserved, self.around, self.level + 1)


class _Block:
    """Parts below one another between two texts. Each part is a label, which is text or has a function for it, and a value."""

    def __init__(self, start, end, parts, *, width=None, is_bracket=True, reserved=None, flows=False, again=None):
        self.start, self.end, self.parts = start, end, parts
        self.width = len(start) if width is None else width  # of the first text's last line
        self.is_bracket = is_bracket  # the parts are indented from the bracket, rather than from behind it
        self.reserved = reserved  # behind the last part, if that is not the end and what follows the value
        self.flows = flows  # several parts may share a line
        self.again = again  # what stands for a part that is one of the values around it


class _Pieces:
    """Text in pieces below one another, of which Python makes one again."""

    def __init__(self, texts, in_brackets):
        self.texts = texts
        self.in_brackets = in_brackets


class PrettyPrinter:
    def __init__(
        self,
        indent=1,
        width=80,
        depth=None,
        stream=None,
        *,
        compact=False,
        sort_dicts=True,
        underscore_numbers=False,
    ):
        self._step, self._width = int(indent), int(width)
        self._depth, self._stream = depth, stream
        self._flows, self._sorts, self._groups_digits = bool(compact), sort_dicts, underscore_numbers
        if self._step < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if self._width == 0:
            raise ValueError("width must be != 0")

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        if stream is not None:
            stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        return "".join(self._texts(object, _Place(0, 0, {}, 0)))

    def isreadable(self, object):
        _, is_readable, is_recursive = self.format(object, {}, self._depth, 0)
        return is_readable and not is_recursive

    def isrecursive(self, object):
        return self.format(object, {}, self._depth, 0)[2]

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it can be read back, whether it refers to itself. A subclass may have another one."""
        kind = _kind(object)
        if kind is int and self._groups_digits and type(object) is not bool:
            return f"{object:_d}", True, False
        if kind not in _BRACKETS:
            text = repr(object)
            return text, text[:1] not in ("", "<"), False
        start, end = _BRACKETS[kind]
        if not object:
            return start + end, True, False
        if kind is tuple:
            end = _end_of_tuple(object)
        if maxlevels and level >= maxlevels:
            return f"{start}...{end}", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        inside = {**context, id(object): 1}
        rows = self._items_in_order(object) if kind is dict else [(part,) for part in object]
        rows = [[self.format(part, inside, maxlevels, level + 1) for part in row] for row in rows]
        parts = [part for row in rows for part in row]
        text = ", ".join([": ".join([text for text, _, _ in row]) for row in rows])
        return f"{start}{text}{end}", all([part[1] for part in parts]), any([part[2] for part in parts])

    def _items_in_order(self, mapping):
        return sorted(mapping.items(), key=lambda item: _in_order(item[0])) if self._sorts else mapping.items()

    def _line(self, object, place):
        return self.format(object, place.around.copy(), self._depth, place.level)[0]

    def _texts(self, object, place):
        """The value as it stands there, in pieces."""
        if id(object) in place.around:
            yield _recursion(object)
            return
        line = self._line(object, place)
        fits = len(line) <= self._width - place.column - place.reserved
        form = None if fits else _form_of(object)
        if form is None:
            yield line
        elif form is _data:
            yield from self._texts(object.data, place.in_itself(object))
        else:
            place = place.in_itself(object)
            yield from self._below_one_another(form(self, object, place), place)

    def _below_one_another(self, shape, place):
        if isinstance(shape, str):
            yield shape
            return
        if isinstance(shape, _Pieces):
            start, end = "()" if shape.in_brackets else ("", "")
            yield start + _new_line(place.column + len(start)).join(shape.texts) + end
            return
        gap = self._step - 1 if shape.is_bracket else 0
        yield shape.start + " " * gap
        column = place.column + shape.width + gap
        reserved = place.reserved + len(shape.end) if shape.reserved is None else shape.reserved
        flows = shape.flows and self._flows
        yield from (self._flowing if flows else self._one_a_line)(shape, place, column, reserved)
        yield shape.end

    def _one_a_line(self, shape, place, column, reserved):
        separator = ""
        for number, (label, value) in enumerate(shape.parts, 1):
            if not isinstance(label, str):
                label = label(place.of_part(column))
            yield separator + label
            separator = "," + _new_line(column)
            if shape.again is not None and id(value) in place.around:
                yield shape.again
            else:
                behind = reserved if number == len(shape.parts) else 1
                yield from self._texts(value, place.of_part(column + len(label), behind))

    def _flowing(self, shape, place, column, reserved):
        """As many parts on a line as there is room for. A part that needs several lines ends its line."""
        whole_line = room = self._width - column + 1  # one more, since no blank follows the last comma
        separator = ""
        for number, (_, value) in enumerate(shape.parts, 1):
            at = place.of_part(column, reserved if number == len(shape.parts) else 1)
            line = self._line(value, at)
            needed = len(line) + 2 + (reserved if number == len(shape.parts) else 0)
            if needed > room:
                room = whole_line
                separator = separator and "," + _new_line(column)
            yield separator
            if needed > room:
                yield from self._texts(value, at)
                separator = "," + _new_line(column)
            else:
                yield line
                separator = ", "
                room -= needed


def _new_line(column):
    return "\n" + " " * column


# What each kind of value consists of


def _without_labels(parts):
    return [("", part) for part in parts]


def _labelled(printer, items):
    """Parts of which the label is a key, shown once its turn has come."""
    return [(lambda place, key=key: f"{printer._line(key, place)}: ", value) for key, value in items]


def _called(object):
    return f"{type(object).__name__}("


def _end_of_tuple(object):
    return ",)" if len(object) == 1 else ")"


def _dict(printer, object, place):
    return _Block("{", "}", _labelled(printer, printer._items_in_order(object)))


def _list(printer, object, place):
    return _Block("[", "]", _without_labels(object), flows=True)


def _tuple(printer, object, place):
    return _Block("(", _end_of_tuple(object), _without_labels(object), flows=True)


def _set(printer, object, place):
    start, end = ("{", "}") if type(object) is set else (_called(object) + "{", "})")
    return _Block(start, end, _without_labels(sorted(object, key=_in_order)), flows=True)


def _deque(printer, object, place):
    start, parts = _called(object) + "[", _without_labels(object)
    if object.maxlen is None:
        return _Block(start, "])", parts, flows=True)
    end = f"],{_new_line(place.column + len(start) - 1)}maxlen={object.maxlen!r})"
    return _Block(start, end, parts, reserved=2, flows=True)


def _counter(printer, object, place):
    return _Block(_called(object) + "{", "})", _labelled(printer, object.most_common()))


def _default_dict(printer, object, place):
    start = _called(object)
    factory = printer._line(object.default_factory, place.of_part(0))
    items = _labelled(printer, printer._items_in_order(object))
    return _Block(f"{start}{factory},{_new_line(place.column + len(start))}{{", "})", items, width=len(start) + 1)


def _ordered_dict(printer, object, place):
    return _Block(_called(object), ")", [("", list(object.items()))], is_bracket=False)


def _chain_map(printer, object, place):
    return _Block(_called(object), ")", _without_labels(object.maps), is_bracket=False)


def _mapping_proxy(printer, object, place):
    return _Block("mappingproxy(", ")", [("", object.copy())], is_bracket=False)


def _attributes(name, values, place):
    """The last value may reach to where the bracket stands that ends it: so it is in CPython."""
    parts = [(f"{attribute}=", value) for attribute, value in values]
    return _Block(f"{name}(", ")", parts, is_bracket=False, reserved=place.reserved, again="...")


def _namespace(printer, object, place):
    name = "namespace" if type(object) is SimpleNamespace else type(object).__name__
    return _attributes(name, object.__dict__.items(), place)


def _dataclass(printer, object, place):
    shown = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
    return _attributes(type(object).__name__, shown, place)


def _data(printer, object, place):
    """Stands for those that are shown as what they keep in `data`."""


def _str(printer, object, place):
    in_brackets = place.level == 0
    room = printer._width - place.column - in_brackets
    lines = object.splitlines(True)
    texts = []
    for number, line in enumerate(lines, 1):
        room_at_end = room - place.reserved - in_brackets if number == len(lines) else room
        whole = repr(line)
        texts += [whole] if len(whole) <= room_at_end else _filled(_words(line), room, room_at_end)
    return _Pieces(texts, in_brackets) if len(texts) > 1 else repr(object)


def _bytes(printer, object, place):
    """In groups of four bytes. Only where the last is not full, what follows counts: so it is in CPython."""
    in_brackets = place.level == 0
    room = printer._width - place.column - in_brackets
    room_at_end = room - place.reserved - in_brackets if len(object) % 4 else room
    groups = [object[start : start + 4] for start in range(0, len(object), 4)]
    return _Pieces(_filled(groups, room, room_at_end), in_brackets) if len(object) > 4 else repr(object)


def _filled(parts, room, room_at_end):
    """As many parts in each text as there is room for; where the last one stands, there may be less."""
    together = [parts[0][:0]]
    for number, part in enumerate(parts, 1):
        longer = together[-1] + part
        if len(repr(longer)) <= (room_at_end if number == len(parts) else room):
            together[-1] = longer
        else:
            together.append(part)
    return [repr(text) for text in together if text]


def _words(line):
    """Words, each with the white space behind it."""
    words, start = [], 0
    for index in range(1, len(line)):
        if line[index - 1].isspace() and not line[index].isspace():
            words.append(line[start:index])
            start = index
    words.append(line[start:])
    return words


def _unless_empty(form):
    return lambda printer, object, place: form(printer, object, place) if object else repr(object)


_BRACKETS = {dict: "{}", list: "[]", tuple: "()"}
_FORMS = {
    dict: _dict,
    list: _list,
    tuple: _tuple,
    set: _unless_empty(_set),
    frozenset: _unless_empty(_set),
    str: _str,
    bytes: _bytes,
    MappingProxyType: _mapping_proxy,
    SimpleNamespace: _namespace,
    OrderedDict: _unless_empty(_ordered_dict),
    defaultdict: _unless_empty(_default_dict),
    Counter: _unless_empty(_counter),
    ChainMap: _chain_map,
    deque: _unless_empty(_deque),
    UserDict: _data,
    UserList: _data,
    int: None,  # has one line only
}


def _kind(object):
    """The class from which the value has its `repr`, if that is one of those above."""
    for cls in type(object).__mro__:
        if cls in _FORMS:
            return cls
        if "__repr__" in cls.__dict__:
            return None
    return None


def _form_of(object):
    """A dataclass has a form of its own only as long as it is shown by what the decorator made for it."""
    by_decorator = getattr(type(object).__repr__, "_of_dataclass", False)
    if by_decorator and is_dataclass(object) and not isinstance(object, type):
        return _FORMS.get(_kind(object), _dataclass)
    return _FORMS.get(_kind(object))
