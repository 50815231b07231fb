# The part of `builtins` that is written in Python: what calls functions of the program one by one, and may have to wait in between.
# It is compiled as library code: its lines cost nothing and leave no trace.


class map:
    def __new__(cls, function, *iterables):
        if not iterables:
            raise TypeError('map() must have at least two arguments.')
        self = object.__new__(cls)
        if len(iterables) == 1:
            self._items = _map_one(function, iter(iterables[0]))
        else:
            self._items = _map_many(function, zip(*iterables))
        return self

    def __init__(self, *ignored):
        pass

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)


def _map_one(function, items):
    for item in items:
        yield function(item)


def _map_many(function, tuples):
    for items in tuples:
        yield function(*items)


class filter:
    def __new__(cls, function, iterable):
        self = object.__new__(cls)
        self._items = _filter(function, iter(iterable))
        return self

    def __init__(self, *ignored):
        pass

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)


def _filter(function, items):
    for item in items:
        if item if function is None else function(item):
            yield item


def _zip(iterators, strict):
    if not iterators:
        return
    while True:
        items = []
        for at, iterator in enumerate(iterators):
            try:
                items.append(next(iterator))
            except StopIteration:
                if strict:
                    _check_strict(iterators, at)
                return
        yield tuple(items)


def _check_strict(iterators, at):
    if at:
        plural = 's 1-' if at > 1 else ' '
        raise ValueError(f'zip() argument {at + 1} is shorter than argument{plural}{at}')
    for later in range(1, len(iterators)):
        try:
            next(iterators[later])
        except StopIteration:
            continue
        plural = 's 1-' if later > 1 else ' '
        raise ValueError(f'zip() argument {later + 1} is longer than argument{plural}{later}')


def _enumerate(iterator, start):
    for item in iterator:
        yield start, item
        start += 1


def _iterate_by_index(sequence):
    at = 0
    while True:
        try:
            item = sequence[at]
        except (IndexError, StopIteration):
            return
        yield item
        at += 1


def _reverse_by_index(sequence):
    for at in range(len(sequence) - 1, -1, -1):
        yield sequence[at]


def _iterate_until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


async def _anext_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


def _wrap_in_group(exception):
    if isinstance(exception, Exception):
        return ExceptionGroup('', (exception,))
    return BaseExceptionGroup('', (exception,))


def _group_derive(self, exceptions):
    if all(isinstance(each, Exception) for each in exceptions):
        return ExceptionGroup(self.message, exceptions)
    return BaseExceptionGroup(self.message, exceptions)


def _group_like(self, exceptions):
    if not exceptions:
        return None
    group = self.derive(exceptions)
    group.__cause__ = self.__cause__
    group.__context__ = self.__context__
    group.__suppress_context__ = self.__suppress_context__
    if hasattr(self, '__notes__'):
        group.__notes__ = list(self.__notes__)
    return group


def _group_matches(condition, exception):
    if isinstance(condition, (type, tuple)):
        return isinstance(exception, condition)
    return condition(exception)


def _group_split(self, condition):
    if _group_matches(condition, self):
        return self, None
    matched, rest = [], []
    for each in self.exceptions:
        if isinstance(each, BaseExceptionGroup):
            inside, outside = each.split(condition)
            if inside is not None:
                matched.append(inside)
            if outside is not None:
                rest.append(outside)
        elif _group_matches(condition, each):
            matched.append(each)
        else:
            rest.append(each)
    return _group_like(self, matched), _group_like(self, rest)


def _group_subgroup(self, condition):
    return self.split(condition)[0]


def _group_leaves(exception):
    if isinstance(exception, BaseExceptionGroup):
        return [leaf for each in exception.exceptions for leaf in _group_leaves(each)]
    return [exception]


def _group_keep(group, leaves):
    kept = []
    for each in group.exceptions:
        if isinstance(each, BaseExceptionGroup):
            inner = _group_keep(each, leaves)
            if inner is not None:
                kept.append(inner)
        elif any(each is leaf for leaf in leaves):
            kept.append(each)
    return _group_like(group, kept)


def _group_remainder(original, caught):
    # What is raised at the end of `try … except*`: `caught` holds what the clauses raised, and the part that none matched.
    caught = [each for each in caught if each is not None]
    if not caught:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return caught[0] if len(caught) == 1 else ExceptionGroup('', caught)
    own = _group_leaves(original)
    new, again = [], []
    for each in caught:
        leaves = _group_leaves(each)
        if isinstance(each, BaseExceptionGroup) and all(any(leaf is mine for mine in own) for leaf in leaves):
            again.extend(leaves)
        else:
            new.append(each)
    rest = _group_keep(original, again) if again else None
    if not new:
        return rest
    return ExceptionGroup('', new + ([rest] if rest is not None else []))
