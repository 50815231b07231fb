class ApplicationError(Exception):
    """Base of all."""


class NotFound(ApplicationError):
    def __init__(self, key, hint=None):
        super().__init__(f"{key} not found")
        self.key, self.hint = key, hint


class Quota(ApplicationError):
    def __str__(self):
        return f"quota of {self.args[0]} exceeded"


for error in (ApplicationError(), ApplicationError("plain", 1), NotFound("k", hint="try l"), Quota(5)):
    try:
        raise error
    except NotFound as caught:
        print("not found:", caught, caught.key, caught.hint, repr(caught))
    except ApplicationError as caught:
        print("application:", str(caught), repr(caught), caught.args)
try:
    raise NotFound
except TypeError as error:
    print(error)
try:
    try:
        raise KeyError(1)
    except KeyError as error:
        raise NotFound("x") from error
except ApplicationError as error:
    print(repr(error.__cause__), isinstance(error, Exception))
try:
    raise object()
except TypeError as error:
    print(error)
raise Quota(9)
