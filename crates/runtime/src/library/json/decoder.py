"""What reads JSON text. Functions of the program may make of objects and numbers what they like."""

import _json_text
from _json_text import JSONDecodeError


class JSONDecoder:
    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def _hooks(self):
        """Those that make something else than would be made anyway."""
        parse_float = None if self.parse_float is float else self.parse_float
        parse_int = None if self.parse_int is int else self.parse_int
        return self.object_hook, self.object_pairs_hook, parse_float, parse_int, self.parse_constant, self.strict

    def decode(self, s):
        return _json_text.loads(s, *self._hooks())

    def raw_decode(self, s, idx=0):
        """The value that begins there, and where it ends: more may follow."""
        return _json_text.scan(s, idx, *self._hooks())
