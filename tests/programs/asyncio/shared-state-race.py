# A value read before an await may be old after it.
import asyncio

balance = 100


async def withdraw(amount):
    global balance
    before = balance
    await asyncio.sleep(0)
    balance = before - amount
    print("withdrew", amount, "balance", balance)


async def withdraw_guarded(amount, semaphore):
    global balance
    async with semaphore:
        before = balance
        await asyncio.sleep(0)
        balance = before - amount
    print("guarded", amount, "balance", balance)


async def main():
    global balance
    await asyncio.gather(withdraw(30), withdraw(50))
    print("wrong:", balance)
    balance = 100
    guard = asyncio.Semaphore(1)
    await asyncio.gather(withdraw_guarded(30, guard), withdraw_guarded(50, guard))
    print("right:", balance)


asyncio.run(main())
