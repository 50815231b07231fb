def withdraw(balance, amount):
    if amount > balance:
        raise ValueError(
            f"cannot withdraw {amount} of {balance}"
        )
    return balance - amount


print(withdraw(10, 3))
withdraw(10, 30)
