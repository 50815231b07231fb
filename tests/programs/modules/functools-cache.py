# What functions with a cache keep, for which arguments, and what they tell about it.
import copy
import functools
from functools import lru_cache


def trial(work, *args, **keywords):
    try:
        print(work(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


@lru_cache(maxsize=None)
def kept(*args, **keywords):
    return [args, keywords]


for args in ((1,), (1.0,), (True,), ("1",), (1, 2), ((1, 2),)):
    print(args, kept(*args))
print(kept(a=1, b=2) is kept(a=1, b=2), kept(a=1, b=2) is kept(b=2, a=1), kept("a", 1) is kept(a=1), kept.cache_info())
for wrong in (lambda: kept([]), lambda: kept(1, x={}), lambda: lru_cache(1.5), lambda: kept.cache_info(1), lambda: lru_cache(2)(3)):
    trial(wrong)


@lru_cache(3, typed=True)
def typed(x, y=0):
    print("called with", x, y)
    return x


for x in (1, 1.0, 1, True, 2, 1, 3, 1, 2):
    typed(x)
typed(1, y=True), typed(1, y=1)
print(typed.cache_info(), typed.cache_parameters(), typed.__wrapped__(5), typed.__name__)
info = typed.cache_info()
print(info.hits, info._asdict(), type(info).__name__, info == tuple(info))
typed.cache_clear()
print(typed.cache_info(), lru_cache(-5)(len).cache_info(), lru_cache(True)(len).cache_parameters())


class Shop:
    def __init__(self, price):
        self.price = price

    @functools.cache
    def total(self, count):
        """What so many cost."""
        print("multiplying")
        return self.price * count

    @staticmethod
    @lru_cache
    def plain(x):
        return x + 1

    @classmethod
    @lru_cache
    def made(cls, price):
        return cls(price)


shop = Shop(3)
print(shop.total(2), shop.total(2), Shop.total(shop, 2), Shop(3).total(2), shop.total.__func__ is Shop.total, Shop.total.__doc__)
print(Shop.plain(1), shop.plain(1), Shop.plain.cache_info(), Shop.made(5) is shop.made(5), Shop.total.cache_info().currsize)
print(copy.copy(kept) is kept, copy.deepcopy(kept) is kept, kept.__reduce__(), type(kept).__name__, type(kept).__module__)
