async def main():
    async with lock() as l:
        async for i in l:
            yield i
        return
