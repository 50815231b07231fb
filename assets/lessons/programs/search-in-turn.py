"""1,000 searches of 15 ms, one after the other."""
import requests

URL = "http://localhost:7001/delay"
SEARCHES = 1_000


def search(session):
    session.get(URL, params={"duration": 0.015})


with requests.Session() as session:
    for _ in range(SEARCHES):
        search(session)
print(SEARCHES, "searches")
