async def g(n):
    return [await f(x)
            for x in range(n) if x]
