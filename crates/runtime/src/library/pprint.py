"""Values as text over several lines, where one line would be too long. The same lines as CPython's."""

import sys
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from dataclasses import fields, is_dataclass
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
    return PrettyPrinter()._line(object, {}, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Order:
    """Sorts what can be compared by comparing it, and the rest by type."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            ours, theirs = [(str(type(value)), id(value)) for value in (self.value, other.value)]
            return ours < theirs


def _first_in_order(item):
    return _Order(item[0])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


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
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._step = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        stream = self._stream if self._stream is not None else sys.stdout
        if stream is not None:
            stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        pieces = []
        self._put(pieces, object, 0, 0, {}, 0)
        return "".join(pieces)

    def isreadable(self, object):
        _, readable, recursive = self._line(object, {}, 0)
        return readable and not recursive

    def isrecursive(self, object):
        return self._line(object, {}, 0)[2]

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it can be read back, whether it refers to itself. A subclass may have another one."""
        return self._one_line(object, context, maxlevels, level)

    # On one line

    def _line(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)

    def _one_line(self, object, context, maxlevels, level):
        kind = _kind(object)
        if kind is int and self._underscore_numbers and type(object) is not bool:
            return f"{object:_d}", True, False
        if kind not in (dict, list, tuple):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        start, end = {dict: "{}", list: "[]", tuple: "()"}[kind]
        if not object:
            return start + end, True, False
        if kind is tuple and len(object) == 1:
            end = ",)"
        if maxlevels and level >= maxlevels:
            return f"{start}...{end}", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        texts, readable, recursive = [], True, False

        def text_of(part):
            nonlocal readable, recursive
            text, part_is_readable, part_is_recursive = self.format(part, context, maxlevels, level + 1)
            readable, recursive = readable and part_is_readable, recursive or part_is_recursive
            return text

        if kind is dict:
            for key, value in self._items_of(object):
                texts.append(f"{text_of(key)}: {text_of(value)}")
        else:
            texts += [text_of(part) for part in object]
        del context[id(object)]
        return f"{start}{', '.join(texts)}{end}", readable, recursive

    def _items_of(self, mapping):
        return sorted(mapping.items(), key=_first_in_order) if self._sort_dicts else mapping.items()

    # On several lines: `indent` is the column at which the value begins, `allowance` how much of its last line belongs to others

    def _put(self, pieces, object, indent, allowance, context, level):
        if id(object) in context:
            pieces.append(_recursion(object))
            return
        text = self._line(object, context, level)[0]
        put = None
        if len(text) > self._width - indent - allowance:
            put = _FORMS.get(_kind(object))
            if put is None and _has_own_form(object):
                put = PrettyPrinter._put_dataclass
        if put is None:
            pieces.append(text)
            return
        context[id(object)] = 1
        put(self, pieces, object, indent, allowance, context, level + 1)
        del context[id(object)]

    def _put_items(self, pieces, items, indent, allowance, context, level):
        indent += self._step
        pieces.append(" " * (self._step - 1))
        new_line = ",\n" + " " * indent
        separator = ""
        room = whole = self._width - indent + 1
        items = list(items)
        for index, item in enumerate(items):
            is_last = index == len(items) - 1
            if is_last:
                whole -= allowance
                room -= allowance
            if self._compact:
                text = self._line(item, context, level)[0]
                if room < len(text) + 2:
                    room = whole
                    if separator:
                        separator = new_line
                if room >= len(text) + 2:
                    room -= len(text) + 2
                    pieces += [separator, text]
                    separator = ", "
                    continue
            pieces.append(separator)
            separator = new_line
            self._put(pieces, item, indent, allowance if is_last else 1, context, level)

    def _put_pairs(self, pieces, pairs, indent, allowance, context, level):
        indent += self._step
        pairs = list(pairs)
        for index, (key, value) in enumerate(pairs):
            is_last = index == len(pairs) - 1
            text = self._line(key, context, level)[0]
            pieces.append(f"{text}: ")
            self._put(pieces, value, indent + len(text) + 2, allowance if is_last else 1, context, level)
            if not is_last:
                pieces.append(",\n" + " " * indent)

    def _put_attributes(self, pieces, name, attributes, indent, allowance, context, level):
        indent += len(name) + 1
        pieces.append(f"{name}(")
        attributes = list(attributes)
        for index, (name, value) in enumerate(attributes):
            is_last = index == len(attributes) - 1
            pieces.append(f"{name}=")
            if id(value) in context:
                pieces.append("...")
            else:
                self._put(pieces, value, indent + len(name) + 1, allowance if is_last else 1, context, level)
            if not is_last:
                pieces.append(",\n" + " " * indent)
        pieces.append(")")

    def _put_dict(self, pieces, object, indent, allowance, context, level):
        pieces.append("{" + " " * (self._step - 1))
        self._put_pairs(pieces, self._items_of(object), indent, allowance + 1, context, level)
        pieces.append("}")

    def _put_list(self, pieces, object, indent, allowance, context, level):
        pieces.append("[")
        self._put_items(pieces, object, indent, allowance + 1, context, level)
        pieces.append("]")

    def _put_tuple(self, pieces, object, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        pieces.append("(")
        self._put_items(pieces, object, indent, allowance + len(end), context, level)
        pieces.append(end)

    def _put_set(self, pieces, object, indent, allowance, context, level):
        if not object:
            pieces.append(repr(object))
            return
        start, end = "{", "}"
        if type(object) is not set:
            start, end = f"{type(object).__name__}({{", "})"
            indent += len(start) - 1
        pieces.append(start)
        self._put_items(pieces, sorted(object, key=_Order), indent, allowance + len(end), context, level)
        pieces.append(end)

    def _put_str(self, pieces, object, indent, allowance, context, level):
        if level == 1:
            indent += 1
            allowance += 1
        chunks, text = [], repr(object)
        lines = object.splitlines(True)
        for index, line in enumerate(lines):
            is_last = index == len(lines) - 1
            room = self._width - indent
            text = repr(line)
            if len(text) <= room - (allowance if is_last else 0):
                chunks.append(text)
                continue
            chunks += _filled(_words(line), room, room - (allowance if is_last else 0))
        if len(chunks) <= 1:
            pieces.append(text)
        else:
            self._put_chunks(pieces, chunks, indent, level)

    def _put_bytes(self, pieces, object, indent, allowance, context, level):
        if len(object) <= 4:
            pieces.append(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        parts = [object[start : start + 4] for start in range(0, len(object), 4)]
        room = self._width - indent
        chunks = _filled(parts, room, room - (allowance if len(object) % 4 else 0))
        self._put_chunks(pieces, chunks, indent, level)

    def _put_chunks(self, pieces, chunks, indent, level):
        joined = ("\n" + " " * indent).join(chunks)
        pieces.append(f"({joined})" if level == 1 else joined)

    def _put_mapping_proxy(self, pieces, object, indent, allowance, context, level):
        pieces.append("mappingproxy(")
        self._put(pieces, object.copy(), indent + 13, allowance + 1, context, level)
        pieces.append(")")

    def _put_namespace(self, pieces, object, indent, allowance, context, level):
        name = "namespace" if type(object) is SimpleNamespace else type(object).__name__
        self._put_attributes(pieces, name, object.__dict__.items(), indent, allowance, context, level)

    def _put_dataclass(self, pieces, object, indent, allowance, context, level):
        shown = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        self._put_attributes(pieces, type(object).__name__, shown, indent, allowance, context, level)

    def _put_ordered_dict(self, pieces, object, indent, allowance, context, level):
        if not object:
            pieces.append(repr(object))
            return
        name = type(object).__name__
        pieces.append(f"{name}(")
        self._put(pieces, list(object.items()), indent + len(name) + 1, allowance + 1, context, level)
        pieces.append(")")

    def _put_defaultdict(self, pieces, object, indent, allowance, context, level):
        if not object:
            pieces.append(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        factory = self._line(object.default_factory, context, level)[0]
        pieces.append(f"{name}({factory},\n{' ' * indent}")
        self._put_dict(pieces, object, indent, allowance + 1, context, level)
        pieces.append(")")

    def _put_counter(self, pieces, object, indent, allowance, context, level):
        if not object:
            pieces.append(repr(object))
            return
        name = type(object).__name__
        pieces.append(name + "({" + " " * (self._step - 1))
        self._put_pairs(pieces, object.most_common(), indent + len(name) + 1, allowance + 2, context, level)
        pieces.append("})")

    def _put_chain_map(self, pieces, object, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        pieces.append(f"{name}(")
        for index, mapping in enumerate(object.maps):
            is_last = index == len(object.maps) - 1
            self._put(pieces, mapping, indent, allowance + 1 if is_last else 1, context, level)
            pieces.append(")" if is_last else ",\n" + " " * indent)

    def _put_deque(self, pieces, object, indent, allowance, context, level):
        if not object:
            pieces.append(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        pieces.append(f"{name}([")
        if object.maxlen is None:
            self._put_items(pieces, object, indent, allowance + 2, context, level)
            pieces.append("])")
        else:
            self._put_items(pieces, object, indent, 2, context, level)
            pieces.append(f"],\n{' ' * indent}maxlen={object.maxlen!r})")

    def _put_data(self, pieces, object, indent, allowance, context, level):
        self._put(pieces, object.data, indent, allowance, context, level - 1)


_FORMS = {
    dict: PrettyPrinter._put_dict,
    list: PrettyPrinter._put_list,
    tuple: PrettyPrinter._put_tuple,
    set: PrettyPrinter._put_set,
    frozenset: PrettyPrinter._put_set,
    str: PrettyPrinter._put_str,
    bytes: PrettyPrinter._put_bytes,
    MappingProxyType: PrettyPrinter._put_mapping_proxy,
    SimpleNamespace: PrettyPrinter._put_namespace,
    OrderedDict: PrettyPrinter._put_ordered_dict,
    defaultdict: PrettyPrinter._put_defaultdict,
    Counter: PrettyPrinter._put_counter,
    ChainMap: PrettyPrinter._put_chain_map,
    deque: PrettyPrinter._put_deque,
    UserDict: PrettyPrinter._put_data,
    UserList: PrettyPrinter._put_data,
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


def _has_own_form(object):
    """Whether it is of a dataclass that got its `repr` from the decorator."""
    if not is_dataclass(object) or isinstance(object, type):
        return False
    return getattr(type(object).__repr__, "_of_dataclass", False)


def _filled(parts, room, room_at_end):
    """As many parts in each chunk as there is room for; where the last one stands, there may be less."""
    chunks, current = [], parts[0][:0] if parts else ""
    for number, part in enumerate(parts, 1):
        if len(repr(current + part)) > (room_at_end if number == len(parts) else room):
            if current:
                chunks.append(repr(current))
            current = part
        else:
            current += part
    if current:
        chunks.append(repr(current))
    return chunks


def _words(line):
    """Words, each with the white space behind it."""
    words, start = [], 0
    for index in range(1, len(line)):
        if line[index - 1].isspace() and not line[index].isspace():
            words.append(line[start:index])
            start = index
    words.append(line[start:])
    return words
