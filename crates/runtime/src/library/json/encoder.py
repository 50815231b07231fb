"""What writes JSON text. A subclass may say what becomes of objects that have no form there."""

import _json_text


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
        separators=None, default=None,
    ):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is None and indent is not None:
            separators = ",", self.key_separator  # no space where a line ends
        if separators is not None:
            between_items, after_key = separators
            self.item_separator, self.key_separator = between_items, after_key
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return _json_text.dumps(
            o,
            skipkeys=self.skipkeys,
            ensure_ascii=self.ensure_ascii,
            check_circular=self.check_circular,
            allow_nan=self.allow_nan,
            indent=self.indent,
            separators=(self.item_separator, self.key_separator),
            default=self.default,
            sort_keys=self.sort_keys,
        )

    def iterencode(self, o):
        """The same text, in one piece."""
        yield self.encode(o)
