class Account:
    def __init__(self):
        self.balance = 5

    def deposit(self, amount):
        self.balance += amount


account = Account()
try:
    account.blance
except AttributeError as error:
    print(error, error.name, error.obj is account)
account.depositt(3)
