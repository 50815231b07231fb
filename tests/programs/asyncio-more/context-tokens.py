# What a variable and its tokens say of themselves, and where a token is worth nothing
import asyncio
import contextvars

color = contextvars.ContextVar("color", default="gray")
shape = contextvars.ContextVar("shape")


def shown(value):
    """Its text without addresses."""
    return " ".join(word for word in str(value).replace(">", " >").split() if not word.startswith("0x"))


def attempt(variable, token):
    try:
        variable.reset(token)
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, shown(error))


async def elsewhere(token):
    attempt(color, token)


async def main():
    print(shown(color), shown(shape))
    token = color.set("red")
    print(shown(token), token.var is color, token.old_value is contextvars.Token.MISSING)
    attempt(shape, token)
    contextvars.copy_context().run(attempt, color, token)
    await asyncio.create_task(elsewhere(token))
    attempt(color, token)
    print(color.get(), shown(token))
    attempt(color, token)
    attempt(shape, token)

    async def numbers():
        inside = color.set("green")
        yield color.get()
        attempt(color, inside)

    async for seen in numbers():
        print(seen, color.get())
    print(color.get())


asyncio.run(main())
