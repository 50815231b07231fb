def f(items):
    for x in items:
        try:
            if x: continue
            return x + 1
        except ValueError as e:
            break
        finally:
            done()
    else:
        pass
