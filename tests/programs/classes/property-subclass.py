class Loud(property):
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        print("get")
        return super().__get__(instance, owner)


class Account:
    def __init__(self):
        self._balance = 1

    @Loud
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        self._balance = value


account = Account()
print(account.balance)
account.balance = 5
print(account.balance, type(Account.balance) is Loud, isinstance(Account.balance, property), Account.balance.fget.__name__)
