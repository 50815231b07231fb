# The part of `builtins` that is written in Python: what calls functions of the program one by one, and may have to wait in between.
# It is compiled as library code: its lines cost nothing and leave no trace.


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
    return BaseExceptionGroup(self.message, exceptions)


def _group_like(self, exceptions):
    if not exceptions:
        return None
    group = self.derive(exceptions)
    if not isinstance(group, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    group.__traceback__ = self.__traceback__
    group.__context__ = self.__context__
    group.__cause__ = self.__cause__
    if hasattr(self, '__notes__'):
        group.__notes__ = list(self.__notes__)
    return group


def _is_exception_class(condition):
    return isinstance(condition, type) and issubclass(condition, BaseException)


def _group_matcher(condition):
    if type(condition) is type(_group_matcher):
        return condition
    if not _is_exception_class(condition):
        if not isinstance(condition, tuple) or not all(_is_exception_class(one) for one in condition):
            raise TypeError('expected a function, exception type or tuple of exception types')
    return lambda exception: isinstance(exception, condition)


def _group_halves(self, matches, both):
    if matches(self):
        return self, None
    matched, rest = [], []
    for each in self.exceptions:
        if isinstance(each, BaseExceptionGroup):
            inside, outside = _group_halves(each, matches, both)
            if inside is not None:
                matched.append(inside)
            if outside is not None:
                rest.append(outside)
        elif matches(each):
            matched.append(each)
        elif both:
            rest.append(each)
    return _group_like(self, matched), _group_like(self, rest)


def _group_split(self, condition, /):
    return _group_halves(self, _group_matcher(condition), True)


def _group_subgroup(self, condition, /):
    return _group_halves(self, _group_matcher(condition), False)[0]


def _group_leaves(exception):
    if isinstance(exception, BaseExceptionGroup):
        return [leaf for each in exception.exceptions for leaf in _group_leaves(each)]
    return [exception]


def _group_remainder(original, new, again):
    # What is raised at the end of `try … except*`: `new` was raised by the clauses, `again` are parts of the original that were raised
    # as they were or that no clause matched, and stand together as they did.
    leaves = [leaf for each in again for leaf in _group_leaves(each)]
    rest = _group_halves(original, lambda each: any([each is leaf for leaf in leaves]), False)[0] if leaves else None
    if rest is not None:
        new.append(rest)
    if len(new) > 1:
        return BaseExceptionGroup('', new)
    return new[0] if new else None
