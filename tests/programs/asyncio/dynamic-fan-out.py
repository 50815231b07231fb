# Tasks start tasks: a crawl through a small web, each page once.
import asyncio

LINKS = {"/": ["/a", "/b"], "/a": ["/c", "/"], "/b": ["/c", "/d"], "/c": [], "/d": ["/a", "/e"], "/e": []}
seen = set()


async def crawl(page, depth):
    if page in seen:
        return 0
    seen.add(page)
    await asyncio.sleep(0.01 * (len(page) + depth) + 0.1 * LINKS[page].count("/c"))
    print("  " * depth + page)
    counts = await asyncio.gather(*(crawl(link, depth + 1) for link in LINKS[page]))
    return 1 + sum(counts)


print(asyncio.run(crawl("/", 0)), "pages", sorted(seen))
