try:
    {}["hidden"]
except KeyError:
    raise TypeError("only this is shown") from None
