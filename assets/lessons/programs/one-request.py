"""A blocking server answers one request: four calls in a row."""
import requests

URL = "http://localhost:7001/delay"


def handle():
    for eighths in 1, 2, 3, 4:
        requests.get(URL, params={"duration": eighths / 8})


handle()
print("answered")
