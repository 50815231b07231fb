"""Binding arguments to the parameters of functions that exist only as data: the constructors of named tuples and data classes.

The messages are those of the interpreter's own calls.
"""


def bind(function, names, defaults, args, keywords, keyword_only=()):
    """The values for `names` and then for `keyword_only`, in their order. `names` and `args` include self.

    `function` is what the messages call it. A parameter without a value and without a default in the dict `defaults` is missing.
    """
    values = dict(zip(names, args))
    for name, value in keywords.items():
        if name in values:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        if name not in names and name not in keyword_only:
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
        values[name] = value
    if len(args) > len(names):
        raise TypeError(_too_many(function, names, defaults, len(args)))
    _check_missing(function, names, "positional", defaults, values)
    _check_missing(function, keyword_only, "keyword-only", defaults, values)
    return [values[name] if name in values else defaults[name] for name in (*names, *keyword_only)]


def _too_many(function, names, defaults, given):
    most = len(names)
    least = len([name for name in names if name not in defaults])
    takes = f"from {least} to {most}" if least < most else str(most)
    plural = "s" if most != 1 or least < most else ""
    return f"{function}() takes {takes} positional argument{plural} but {given} {'was' if given == 1 else 'were'} given"


def _check_missing(function, names, kind, defaults, values):
    missing = [repr(name) for name in names if name not in values and name not in defaults]
    if not missing:
        return
    if len(missing) < 3:
        listed = " and ".join(missing)
    else:
        listed = f"{', '.join(missing[:-1])}, and {missing[-1]}"
    plural = "s" if len(missing) > 1 else ""
    raise TypeError(f"{function}() missing {len(missing)} required {kind} argument{plural}: {listed}")
