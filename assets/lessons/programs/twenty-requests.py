"""A blocking server answers twenty requests that came together."""
import requests

URL = "http://localhost:7001/delay"


def handle(number):
    for eighths in 1, 2, 3, 4:
        requests.get(URL, params={"duration": eighths / 8})
    print("request", number, "is answered")


for number in range(1, 21):
    handle(number)
