prices = {"apple": 3}
for fruit in ("apple", "pear"):
    print(fruit, prices[fruit])
