"""Searches of 15 ms, one after the other."""
import requests

URL = "http://localhost:7001/delay?duration=0.014"
SEARCHES = 200

found = 0
with requests.Session() as session:
    for number in range(SEARCHES):
        if session.get(URL, params={"q": number}).ok:
            found += 1
print(f"{found} searches")
