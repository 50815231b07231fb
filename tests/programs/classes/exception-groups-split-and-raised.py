# exception groups
import sys
def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
eg = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), OSError(4)])])
print(eg.split(ValueError)); print(eg.subgroup(lambda e: isinstance(e, (OSError, ExceptionGroup))))
print(eg.split((TypeError, OSError)), eg.subgroup(KeyError))
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message + '!', excs)
mg = MyG('m', [ValueError(1), TypeError(2)])
mg.add_note('n')
a, b = mg.split(ValueError)
print(repr(a), repr(b), a.__notes__)
class Plain(ExceptionGroup): pass
print(repr(Plain('p', [ValueError(1), TypeError(2)]).split(ValueError)[0]))
attempt(lambda: BaseExceptionGroup('x', [ValueError()]))
attempt(lambda: BaseExceptionGroup('x', [KeyboardInterrupt()]))
attempt(lambda: ExceptionGroup('x', []))
attempt(lambda: ExceptionGroup('x', [1]))
attempt(lambda: ExceptionGroup('x', (ValueError(),)).exceptions)
try:
    raise eg
except* ValueError as e:
    print(repr(e))
except* (TypeError, OSError) as e:
    print(repr(e))
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise KeyError('k') from e
except BaseException as e:
    print(repr(e), [repr(x.__cause__) for x in e.exceptions])
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: raise OSError(1)
    except* TypeError: raise OSError(2)
except BaseException as e: print(repr(e))
try:
    try: raise ValueError(1)
    except* TypeError: pass
except BaseException as e: print(repr(e))
def f():
    try:
        raise ExceptionGroup('g', [ValueError(1)])
    except* ValueError as e:
        print(sys.exc_info()[1] is e)
    else: print('else')
    finally: print('finally')
    try: e
    except NameError as n: print(n)
f()
try:
    raise ExceptionGroup('g', [ValueError(1)])
except ExceptionGroup as e:
    try: raise TypeError('t')
    except TypeError as t: print(repr(t.__context__))
try:
    try: raise ExceptionGroup('g', [ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
try:
    try: raise ExceptionGroup('g', [ValueError(1)])
    except* 5: pass
except TypeError as e: print(e)
try:
  raise ExceptionGroup('outer', [ExceptionGroup('inner', [ValueError(1), TypeError(2)]), KeyError(3)])
except* TypeError as e: print(repr(e))
except* ValueError as e: print(repr(e))
except* KeyError as e: print(repr(e))
print(str(eg), eg.message, len(eg.exceptions), eg.args)
