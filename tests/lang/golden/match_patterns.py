match p:
    case [1, *rest] if rest: a
    case {"k": v, **r} | A(x=v, y=r): b
    case _: c
