import warnings


def old():
    warnings.warn("old() will go", DeprecationWarning, stacklevel=2)


warnings.simplefilter("error")
old()
