class Account:
    """A bank account."""

    currency = "EUR"
    count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.count += 1

    def deposit(self, amount):
        self.balance += amount
        return self

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"


a, b = Account("Ann"), Account("Bob", balance=50)
print(a, [b], a.deposit(10).deposit(5).balance, Account.count)
a.currency = "USD"
print(a.currency, b.currency, Account.currency, Account.__name__, Account.__doc__, type(a).__name__)
Account.currency = "CHF"
print(a.currency, b.currency, sorted(vars(a)), isinstance(a, Account), a == b, a == a)
deposit = b.deposit
deposit(1)
print(b, Account.deposit(b, 2), hasattr(a, "nothing"), getattr(a, "nothing", "default"))
setattr(a, "note", "new")
del a.currency
print(a.note, a.currency, a.__dict__)
for attempt in (lambda: a.missing, lambda: Account(), lambda: Account("x", 1, 2), lambda: a.deposit(), lambda: Account.missing):
    try:
        attempt()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
