# Wait for all, then say which failed.
import asyncio


async def job(i):
    await asyncio.sleep(i / 50)
    if i % 3 == 0:
        raise RuntimeError(f"job {i}")
    return i


async def main():
    tasks = [asyncio.create_task(job(i)) for i in range(7)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    good = [r for r in results if not isinstance(r, Exception)]
    bad = [r for r in results if isinstance(r, Exception)]
    print(good, [str(error) for error in bad])
    first_error = next(task.exception() for task in tasks if task.exception())
    try:
        raise first_error
    except RuntimeError as error:
        print("raised again:", error)


asyncio.run(main())
